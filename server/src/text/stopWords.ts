/** Words that say nothing of what a sentence is about, in the languages that drafts are mostly written in; in folded form. */
export const isStopWord = (form: string): boolean => STOP_WORDS.has(form) || (form.length < 2 && form.charCodeAt(0) < 0x2e80);

const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    "a about above after again against all also although am among an and another any are as at be because been before being between both but by",
    "can cannot could did do does doing down during each either else even ever every few for from further had has have having he her here hers",
    "herself him himself his how however i if in indeed into is it its itself just like may me might more most much must my myself neither no nor",
    "not now of off often on once one only or other our ours out over own per perhaps quite rather same shall she should since so some such than",
    "that the their theirs them themselves then there therefore these they this those though through thus to too under until up upon us very was",
    "we well were what when where whether which while who whom whose why will with within without would yet you your yours",
    "it's that's there's don't doesn't didn't can't won't isn't aren't wasn't weren't says said writes wrote argues argued notes noted calls called",
    "aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin bis bist da dabei dadurch dafür damit dann das",
    "daß dass dein dem den denn der des dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer",
    "eines er es etwa etwas euch für gegen habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ist ja jede",
    "jeden jeder jedes jedoch jene kann kein keine keinen können konnte könnte man mehr mein mich mir mit muss müssen nach nicht nichts noch nun nur",
    "ob oder ohne schon sehr sei sein seine seinem seinen seiner selbst sich sie sind so solche sollte sondern sowie über um und uns unter vom von",
    "vor wann war waren warum was weil welche welcher wenn wer werden wie wieder will wir wird wurde wurden zu zum zur zwar zwischen",
    "au aussi autre autres aux avait avec avoir bien car ce cela ces cet cette ceux chez comme contre dans de des donc dont du elle elles en encore",
    "entre est et étaient était été être eu eux fait faire fois il ils je la là le les leur leurs lui mais même mes moins mon ne ni nos notre nous",
    "on ont ou où par parce pas peu peut plus pour pourquoi qu que quel quelle qui quoi sa sans se ses si son sont sous sur ta te tes toi ton tous",
    "tout toute toutes très tu un une vers vos votre vous y",
  ]
    .join(" ")
    .split(" "),
);
