/**
 * Whether two words (in folded form) are one word spelled differently: daß/dass, defence/defense, Theil/Teil, étoit/était.
 * By rules, so that no list has to know every word; where a rule would make two real words one (cloth/clot), it asks for more.
 */
export function isSpellingVariant(one: string, other: string, german: boolean): boolean {
  if (one === other) return true;
  if (/\p{Nd}/u.test(one + other)) return false;
  if (PAIRS.get(one) === other || PAIRS.get(other) === one) return true;
  if (basic(one) === basic(other)) return true;
  const modern = german ? germanSpelling : westernSpelling;
  return oldLetters(modern(one)) === oldLetters(modern(other));
}

/** True where German words stand and no English or French ones: old German spellings look like other English words. */
export function looksGerman(forms: Iterable<string>): boolean {
  let german = 0;
  for (const form of forms) {
    if (NOT_GERMAN.has(form)) return false;
    if (GERMAN.has(form)) german++;
  }
  return german > 0;
}

/** `offrelations` for `off`, `relations`; where printing lost a ligature also `conflict` for `con`, `ict`. */
export function fusedEquals(fused: string, first: string, second: string): boolean {
  const lost = fused.length - first.length - second.length;
  if (lost < 0 || lost > 3 || !fused.startsWith(first) || !fused.endsWith(second)) return false;
  return lost === 0 || LIGATURES.has(fused.slice(first.length, fused.length - second.length));
}

/** `conict` for `conflict`, `oce` for `office`: a ligature that the source's text lost. */
export function hasLostLigature(whole: string, printed: string): boolean {
  if (printed.length < 3 || whole.length - printed.length < 2 || whole.length - printed.length > 3) return false;
  for (const ligature of LIGATURES) {
    const at = whole.indexOf(ligature);
    if (at >= 0 && whole.slice(0, at) + whole.slice(at + ligature.length) === printed) return true;
  }
  return false;
}

/** `nest` is what is left of `finest`, but a word as well. */
export const isWordOfItsOwn = (form: string): boolean => WITHOUT_LIGATURE.has(form);

const WITHOUT_LIGATURE: ReadonlySet<string> = new Set(
  "nest ring led lush ash low own our oat inch lap lint lag lock lower lame ant ice ill are aunt ling eight".split(" "),
);

/** True where two words ran together behind a ligature: `off relations` printed as `offrelations`. */
export const endsInLigature = (form: string): boolean => /f[fil]$/.test(form);

const LIGATURES: ReadonlySet<string> = new Set(["ff", "fi", "fl", "ffi", "ffl"]);

const GERMAN: ReadonlySet<string> = new Set(
  "und der das nicht ist ein eine einer eines einem einen den dem des von zu zur zum im auf mit sich auch als für daß dass wird werden sind war".split(
    " ",
  ),
);

const NOT_GERMAN: ReadonlySet<string> = new Set("the of and is to that le la les et est que une".split(" "));

/** What holds in every language: ß, umlauts spelled out, accents, apostrophes. */
function basic(form: string): string {
  const letters = form.replaceAll("ß", "ss").replaceAll("æ", "ae").replaceAll("œ", "oe").replaceAll("ø", "oe").replaceAll("ł", "l");
  const umlauts = letters
    .normalize("NFD")
    .replace(/([aou])\u0308/g, (mark: string, vowel: string, at: number, whole: string) =>
      isDiaeresis(whole, at) ? vowel : `${mark.charAt(0)}e`,
    );
  return umlauts.replace(/\p{M}|'/gu, "");
}

/** Old prints have `haue` and `iustice`. */
const oldLetters = (form: string): string => form.replaceAll("v", "u").replaceAll("j", "i");

/** The second vowel of `coöperation` is parted from the first; the one of `schön` is another letter. */
const isDiaeresis = (whole: string, at: number): boolean => at > 0 && whole.charAt(at - 1) === whole.charAt(at);

function germanSpelling(form: string): string {
  return basic(form)
    .replace(/th/g, "t")
    .replace(/ph/g, "f")
    .replace(/y/g, "i")
    .replace(/c(?=[eiy])/g, "z")
    .replace(/c(?!h)/g, "k")
    .replace(/kk/g, "k")
    .replace(/(g|f|h)ie(?=b|ng)/g, "$1i")
    .replace(/ir(en|t|te|ten|ung|ungen)$/, "ier$1")
    .replace(/(w)aare/g, "$1are")
    .replace(/(sch)aar/g, "$1ar")
    .replace(/(l)oos/g, "$1os")
    .replace(/(h)eerd/g, "$1erd");
}

function westernSpelling(form: string): string {
  let letters = basic(form);
  for (const [pattern, replacement] of WESTERN) letters = letters.replace(pattern, replacement);
  return letters;
}

/** Applied to both words, so that a rule may go either way. Old prints' v is u by now. */
const WESTERN: readonly (readonly [RegExp, string])[] = [
  // organise, analyse; not prise and prize
  [/(?<=\p{L}{3})([iy])s(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)/u, "$1z"],
  // colour, honoured
  [/(?<=\p{L}{2})our(?=(?:$|s|ed|ing|ings|able|ably|hood|hoods|ite|ites|ful|less|al|ist|er|ers|y|ism))/u, "or"],
  // centre, theatres
  [/(?<=\p{L}{2}[bcdgptv])re(?=[sd]?$)/u, "er"],
  [/(?<=en)c(?=e$|es$|eless|ive)/, "s"],
  [/(?<=practi|licen)c(?=e|ing)/, "s"],
  // travelled; not filled and filed
  [/(?<=[aeiouy][^aeiouy]+[aeiou])ll(?=(?:ed|ing|ings|er|ers|or|ors|ous)$)/, "l"],
  [/(?<=^(?:fulfi|enro|insta|disti|instal|skil|wil))l{1,2}(?=$|s$|ment|ful)/, "l"],
  [/ski?llful|skilful/, "skilful"],
  [/(?<=\p{L})ae(?=\p{L}{3})|^ae(?=sth|on|th)/u, "e"],
  [/oe(?=stro|sopha|decem|cumen)|(?<=f)oe(?=t)|(?<=man)oe(?=uv)|(?<=diarrh|am|hom)oe/, "e"],
  [/ogue(?=s?$)/, "og"],
  [/(?<=gra)mme(?=s?$)/, "m"],
  [/(?<=dg)e(?=ment)/, ""],
  [/(?<=^(?:to|after|for|back|up|down|in|out)war)ds$/, "d"],
  [/xion(?=s?$)/, "ction"],
  [/(?<=foc|bias)ss(?=ed|ing|es)/, "s"],
  // theyr, Saylors, Roy; not dye and die
  [/(?<!^(?:d|l|r|b|t|st))y/g, "i"],
  // étoit, François
  [/(?<=\p{L}{2})oi(?=(?:s|t|ent)$)/u, "ai"],
];

/** Pairs that no rule makes. */
const PAIRS: ReadonlyMap<string, string> = new Map(
  [
    "grey gray,plough plow,ploughed plowed,sceptic skeptic,sceptical skeptical,scepticism skepticism,aluminium aluminum,artefact artifact",
    "artefacts artifacts,mould mold,moulded molded,moustache mustache,gaol jail,shew show,shewn shown,shews shows,ageing aging,cosy cozy",
    "pyjamas pajamas,jewellery jewelry,enquiry inquiry,enquiries inquiries,enquire inquire,cheque check,tyre tire,kerb curb,storey story",
    "clef clé,& and,& und,& et,chuse choose,encrease increase,publick public,cloathes clothes,antient ancient,compleat complete",
    "seyn sein,sey sei,bey bei,manoeuvre maneuver,manoeuvres maneuvers,bussed bused,% percent,lustre luster,smoulder smolder",
  ]
    .join(",")
    .split(",")
    .map((pair): [string, string] => {
      const [one = "", other = ""] = pair.split(" ");
      return [one, other];
    }),
);
