import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { allMatches, matchQuotation, nearest, prepareSource } from "../../src/corpus/quoteMatch.ts";
import type { QuoteMatch } from "../../src/corpus/quoteVerdict.ts";
import { sourceOf } from "./quoteFixture.ts";

type Expected = QuoteMatch["verdict"] | "none";

/**
 * Differences are written `quoted > printed`: `clear > little`, `> not` for words left out, `very >` for words added, with `~` before
 * those of spelling alone.
 */
function check(written: string, quotation: string, expected: Expected, ...differences: readonly string[]): QuoteMatch | undefined {
  const source = sourceOf(written);
  const match = matchQuotation(prepareSource(source), quotation);
  const found = match?.differences.map((one) => `${one.spellingOnly ? "~" : ""}${one.quoted} > ${one.printed}`.trim()) ?? [];
  assert.deepEqual([match?.verdict ?? "none", ...found], [expected, ...differences], quotation);
  if (match) {
    assert.equal(match.text, source.read.text.slice(match.span.start, match.span.end));
    for (const one of match.differences) {
      assert.equal(quotation.slice(one.quotedSpan.start, one.quotedSpan.end), one.quoted);
      assert.equal(source.read.text.slice(one.printedSpan.start, one.printedSpan.end), one.printed);
      assert.equal(one.kind, one.quoted === "" ? "leftOut" : one.printed === "" ? "added" : "changed");
    }
  }
  return match;
}

const harbour =
  "The harbour was closed for three winters. Nobody in the council could say who had ordered it, and the pilots, who were paid by the ship, went hungry. In spring the first barges came down the river with salt and timber.";

describe("words as they stand", () => {
  it("finds them", () => {
    check(harbour, "Nobody in the council could say who had ordered it", "verbatim");
    check(harbour, "The harbour was closed for three winters. Nobody in the council", "verbatim");
    check(harbour, "the pilots, who were paid by the ship, went hungry.", "verbatim");
  });
  it("takes line breaks for spaces", () => {
    check("The harbour was\nclosed for three\nwinters.", "harbour was closed for three winters", "verbatim");
    check(harbour, "the pilots, who were\n  paid by the ship", "verbatim");
  });
  it("finds short ones only as they are", () => {
    check(harbour, "went hungry", "verbatim");
    check(harbour, "three winters", "verbatim");
    check(harbour, "four winters", "none");
    check(harbour, "the first barge", "none");
    check(harbour, "harbour", "verbatim");
    check(harbour, "arbour", "none");
  });
  it("finds words across paragraphs", () => {
    check("So the talks ended.\n\nA year later they began again.", "the talks ended. A year later they began", "verbatim");
  });
  it("says where they stand", () => {
    const match = check(
      "# Preface\n\n{p. xi}All of this was known.\n\n# The port\n\n{p. 9}The harbour was closed. {p. 10}Nobody knew why it had been.\n\n# Notes\n\n1. The order itself has been lost since the fire.",
      "Nobody knew why it had been",
      "verbatim",
    );
    assert.deepEqual([match?.page, match?.section, match?.note], ["10", "The port", undefined]);
    const noted = check("# Notes\n\n7. The order itself has been lost since the fire.", "has been lost since the fire", "verbatim");
    assert.deepEqual([noted?.note, noted?.page], [7, undefined]);
  });
  it("finds Chinese, Japanese and Thai", () => {
    check("北京的冬天很冷，但是港口没有关闭。大家都知道这件事。", "北京的冬天很冷，但是港口没有关闭", "verbatim");
    check("北京的冬天很冷，但是港口没有关闭。大家都知道这件事。", "北京的冬天很热，但是港口没有关闭", "altered", "热 > 冷");
    check("港は三年の冬のあいだ閉ざされていた。", "三年の冬のあいだ閉ざされていた", "verbatim");
    check("ท่าเรือปิดเป็นเวลาสามฤดูหนาว", "ปิดเป็นเวลาสามฤดู", "verbatim");
  });
});

describe("what printing changes", () => {
  it("lets quotation marks and dashes differ", () => {
    check(
      "He called it a “grave and lasting” error—so he said—of the whole board.",
      'He called it a "grave and lasting" error - so he said - of',
      "typographic",
    );
    check("He called it a “grave and lasting” error of the board.", "a ‘grave and lasting’ error of the board", "typographic");
    check("Sie nannten es »ein schweres Versehen« und schwiegen.", "Sie nannten es „ein schweres Versehen“ und schwiegen", "typographic");
    check("They can’t say what it’s worth to them.", "They can't say what it's worth", "typographic");
    check("problems such as-and this is new-the lack of salt", "problems such as—and this is new—the lack of salt", "typographic");
    check("It was a “grave” error.", "It was a ``grave'' error", "typographic");
  });
  it("lets American and British closing punctuation differ", () => {
    check('They spoke of a "grave error", and left the room.', 'They spoke of a "grave error," and left', "typographic");
    check("the pilots, who were paid by the ship, went hungry.", "the pilots, who were paid by the ship,", "verbatim");
    check("the pilots, who were paid by the ship and went hungry.", "who were paid by the ship,", "typographic");
    check(harbour, "Nobody in the council could say who had ordered it.", "typographic");
  });
  it("lets inner punctuation differ", () => {
    check(harbour, "the pilots who were paid by the ship went hungry", "typographic");
    check("« Il est tard ! » dit-elle ; personne ne répondit.", "«Il est tard!» dit-elle; personne ne répondit", "typographic");
  });
  it("lets the first letter's case differ", () => {
    check(harbour, "in spring the first barges came down", "typographic");
    check(harbour, "Who had ordered it, and the pilots", "typographic");
  });
  it("knows ligatures, also lost ones", () => {
    check("The o\ufb03ce was bri\ufb02y closed o\ufb00 and on.", "The office was brifly closed off and on", "typographic");
    check("if the towns were to break offrelations with the league", "were to break off relations with the league", "typographic");
    check("the con ict in the harbour was never settled", "the conflict in the harbour was never settled", "typographic");
    check("the conict in the harbour was never settled", "the conflict in the harbour was never settled", "typographic");
  });
  it("knows soft hyphens and line ends", () => {
    check("The co\u00adope\u00adration of the towns", "The cooperation of the towns", "typographic");
    check("The cooper-\nation of the towns was slow", "The cooperation of the towns was slow", "typographic");
    check("The cooper- ation of the towns was slow", "The cooperation of the towns was slow", "typographic");
    check("The cooper¬\nation of the towns was slow", "The cooperation of the towns was slow", "typographic");
    check("a well-\nknown story of the towns", "a well-known story of the towns", "typographic");
  });
  it("knows composed and decomposed letters, and ſ", () => {
    check("Le café e\u0301tait fermé depuis l’été.", "Le café était fermé depuis l’été", "typographic");
    check("Das iſt die Urſache des Unglücks.", "Das ist die Ursache des Unglücks", "typographic");
  });
  it("knows spaces of all kinds", () => {
    check("It cost 15\u00a0000 marks and\u2009more.", "It cost 15 000 marks and more", "typographic");
    check("zero\u200bwidth space in the text here", "zerowidth space in the text here", "typographic");
  });
  it("drops callouts", () => {
    check('They call it a "true partnership."{1} However, the towns are poor.', 'a "true partnership." However, the towns', "typographic");
    check("They call it a partnership{12} of equals in the league.", "a partnership of equals in the league", "typographic");
    check("They call it a partnership.¹² However, it is none.", "a partnership. However, it is none", "typographic");
    check('They call it a "true partnership."1 However, the towns are poor.', 'a "true partnership." However, the towns', "typographic");
    check('They call it a "true partnership."{1} However, the towns are poor.', 'a "true partnership."1 However, the towns', "verbatim");
    check("They call it a partnership12 of equals in the league.", "a partnership of equals in the league", "typographic");
  });
  it("drops numbers of references", () => {
    check("The order was given [12] and nobody objected [13, 14] to it.", "The order was given and nobody objected to it", "typographic");
    check("The order was given.2 Nobody objected.3,4 It passed.", "The order was given. Nobody objected. It passed.", "typographic");
    check("The order was given (Smith 2006) and nobody objected.", "The order was given and nobody objected", "altered", "> Smith 2006");
  });
  it("lets digits be grouped otherwise", () => {
    for (const number of ["12000", "12 000", "12.000", "12\u202f000"])
      check("It cost 12,000 marks in that year.", `It cost ${number} marks in that year`, "typographic");
    check("It cost 12,000 marks in that year.", "It cost 1,200 marks in that year", "altered", "1,200 > 12,000");
  });
  it("keeps numbers that are no callouts", () => {
    check("It cost 12 marks in the year 1480 alone.", "It cost marks in the year 1480 alone", "altered", "> 12");
    check("It cost 1,500 marks in the year 1480 alone.", "It cost 1,600 marks in the year 1480", "altered", "1,600 > 1,500");
  });
  it("reads verses", () => {
    check(
      "The barge is gone,\nthe salt is sold,\nthe river runs to sea.",
      "The barge is gone, / the salt is sold, / the river runs",
      "typographic",
    );
  });
});

describe("what writers mark", () => {
  const omissions = ["…", "...", ". . .", "....", ". . . .", "[…]", "[...]", "[. . .]", "(…)", "(...)", "( . . . )", "[ … ]", "[..]", "…."];
  for (const omission of omissions) {
    it(`takes ${omission} for an omission`, () => {
      check(harbour, `The harbour was closed ${omission} and the pilots ${omission} went hungry`, "marked");
    });
  }
  it("takes omissions at the edges", () => {
    check(harbour, "… the first barges came down the river …", "marked");
    check(harbour, "[...] the first barges came down the river", "marked");
  });
  it("takes omissions glued to words", () => {
    check(harbour, "The harbour was closed…and the pilots[…]went hungry", "marked");
  });
  it("knows an ellipsis of the source's own", () => {
    check("The orders … were never found in the archive.", "The orders … were never found", "verbatim");
    check("The orders ... were never found in the archive.", "The orders … were never found", "typographic");
    check("The orders [...] were never found in the archive.", "The orders [...] were never found", "verbatim");
  });
  it("does not let an ellipsis cover a changed word", () => {
    check(harbour, "The harbour was closed … and the sailors, who were paid by the ship", "altered", "sailors > pilots");
    check(harbour, "The harbour was closed for … winters. Somebody in the council could say", "altered", "Somebody > Nobody");
  });
  it("wants parts in order", () => {
    const match = check(harbour, "the pilots, who were paid by the ship … The harbour was closed for three winters", "altered");
    assert.equal(match?.outOfOrder, true);
    assert.equal(check(harbour, "The harbour was closed … went hungry", "marked")?.outOfOrder, false);
  });
  it("takes brackets that add", () => {
    check(harbour, "Nobody in the [town] council could say who had ordered it", "marked");
    check(harbour, "Nobody [sic] in the council could say", "marked");
    check(harbour, "Nobody (sic) in the council could say", "marked");
    check(harbour, "Nobody in the council could say [emphasis added]", "marked");
    check(harbour, "Nobody in the council could say (Hervorhebung im Original)", "marked");
  });
  it("takes brackets that replace", () => {
    check(harbour, "[they] were paid by the ship, went hungry", "marked");
    check(harbour, "the pilots, [being] paid by the ship, went hungry", "marked");
    check(harbour, "[The magistrates] could [not] say who had ordered it", "marked");
    check("He had told them that he was ill in the spring of 1480.", "[Anselm] had told them that [Anselm] was ill", "marked");
  });
  it("takes brackets in words", () => {
    check(harbour, "[I]n spring the first barges came down", "marked");
    check(harbour, "the first barge[s] came down the river", "marked");
    check(harbour, "the pilots, who we[re] paid by the ship", "marked");
    check(harbour, "the first barge[] came down the river", "marked");
  });
  it("does not let brackets cover other words", () => {
    check(harbour, "[N]obody in the council would say who had ordered it", "altered", "would > could");
    check(harbour, "[sic] in the council was able to say who had ordered it and", "altered", "was able to > could");
  });
  it("knows brackets of the source's own", () => {
    check("It is late, as of now, [as] there is no ship in port.", "as of now, [as] there is no ship", "verbatim");
    check("“It is late,” he said, “[as] there is no ship.”", '"[as] there is no ship."', "typographic");
  });
});

describe("what nothing marks", () => {
  it("names a changed word", () => {
    check(harbour, "Nobody in the council would say who had ordered it", "altered", "would > could");
    check("there is little sign of a shared view on tolls", "there is clear sign of a shared view on tolls", "altered", "clear > little");
    check(
      "principles of common and cooperative trade were agreed",
      "principles of common and collective trade",
      "altered",
      "collective > cooperative",
    );
  });
  it("names a word left out", () => {
    check("The council did not close the harbour in that year.", "The council did close the harbour", "altered", "> not");
    check("They yield short-term gains for either town.", "They yield gains for either town", "altered", "> short-term");
    check("They never yield any gains for either town.", "They yield gains for either town", "altered", "> never", "> any");
  });
  it("names a word added", () => {
    check("I thought it exact in every way.", "I thought it perfectly exact in every way", "altered", "perfectly >");
    check("The council closed the harbour in that year.", "The council never closed the harbour in that year", "altered", "never >");
  });
  it("names several words as one difference", () => {
    check(harbour, "Nobody in the council was able to say who had ordered it", "altered", "was able to > could");
    check("a long and very bitter quarrel over tolls and salt", "a long quarrel over tolls and salt", "altered", "> and very bitter");
  });
  it("names several differences", () => {
    check(harbour, "Nobody in this council could say who ordered it, and the pilots", "altered", "this > the", "> had");
  });
  it("names the first word and the last", () => {
    check(harbour, "Someone in the council could say who had ordered it", "altered", "Someone > Nobody");
    check(harbour, "came down the river with salt and wine", "altered", "wine > timber");
  });
  it("shows compounds whole", () => {
    check(
      "issues such as counter-piracy and trade in salt",
      "issues such as counter-smuggling and trade",
      "altered",
      "counter-smuggling > counter-piracy",
    );
    check("a long-term view of the trade in salt", "a short-term view of the trade in salt", "altered", "short-term > long-term");
    check("ce n’est pas vrai que le port fut fermé", "ce est vrai que le port fut fermé", "altered", "est > n’est pas");
  });
  it("names a dropped clause", () => {
    check(
      harbour,
      "Nobody in the council could say who had ordered it, and the pilots went hungry",
      "altered",
      "> who were paid by the ship",
    );
  });
  it("sees swapped words", () => {
    check(
      "the salt and the timber of the northern towns",
      "the timber and the salt of the northern towns",
      "altered",
      "timber > salt",
      "salt > timber",
    );
  });
  it("names a lost German and French negation", () => {
    check("Der Rat konnte den Hafen nicht schließen lassen.", "Der Rat konnte den Hafen schließen lassen", "altered", "> nicht");
    check("Le conseil n’a pas fermé le port cette année-là.", "Le conseil n’a fermé le port cette année-là", "altered", "> pas");
    check(
      "Das war ein schöner Tag für den Rat der Stadt.",
      "Das war ein schoner Tag für den Rat der Stadt",
      "altered",
      "schoner > schöner",
    );
  });
  it("calls spelling what is spelling", () => {
    check(
      "Er sagte, daß der Rat den Hafen schloß.",
      "Er sagte, dass der Rat den Hafen schloss",
      "altered",
      "~dass > daß",
      "~schloss > schloß",
    );
    check(
      "the defence of the harbour was costly",
      "the defense of the harbor was costly",
      "altered",
      "~defense > defence",
      "~harbor > harbour",
    );
    check(
      "they organised the programme of the towns",
      "they organized the program of the towns",
      "altered",
      "~organized > organised",
      "~program > programme",
    );
    check("the co-operation of the northern towns", "the cooperation of the northern towns", "altered", "~cooperation > co-operation");
    check("the cooperation of the northern towns", "the co-operation of the northern towns", "altered", "~co-operation > cooperation");
    check(
      "Ein Theil der Waaren ist auf der Brücke geblieben.",
      "Ein Teil der Waren ist auf der Brücke geblieben",
      "altered",
      "~Teil > Theil",
      "~Waren > Waaren",
    );
    check("le port étoit fermé depuis trois hivers", "le port était fermé depuis trois hivers", "altered", "~était > étoit");
    check("the traveller was never seen in the town", "the traveler was never seen in the town", "altered", "~traveler > traveller");
  });
  it("does not call spelling what is another word", () => {
    check("a cloth of the finest make from the north", "a clot of the finest make from the north", "altered", "clot > cloth");
    check("they filed the papers of the northern towns", "they filled the papers of the northern towns", "altered", "filled > filed");
    check("nothing that the council of towns had said", "noting that the council of towns had said", "altered", "noting > nothing");
    check("for four winters nobody came to the port", "for for winters nobody came to the port", "altered", "for > four");
    check("they said that she was late that year", "they said that shoe was late that year", "altered", "shoe > she");
  });
});

describe("what is not there", () => {
  it("finds nothing for other words", () => {
    check(harbour, "An entirely different sentence about the moon and its tides", "none");
    check(harbour, "", "none");
    check(harbour, "…", "none");
    check(harbour, "[the whole of it]", "none");
    check("", "words that are nowhere in it", "none");
  });
  it("finds nothing for what is half invented", () => {
    check(harbour, "Nobody in the council dared to speak of money while the king was dying abroad", "none");
  });
  it("keeps what aligns in six words of ten", () => {
    check(
      "the first of the ten words that stand in it",
      "the first of the ten signs which were in it",
      "altered",
      "signs which were > words that stand",
    );
  });
  it("is not led astray by common words", () => {
    const prose =
      "The end of the war was the beginning of the age of the towns, and it was in the north that the first of them rose to the rank of a power in the world of trade.";
    check(prose, "the state of the union is the business of the people in the land", "none");
  });
  it("says what is nearest", () => {
    const prepared = prepareSource(sourceOf(`{p. 8}First came a hard year.\n\n{p. 9}${harbour}`));
    assert.equal(nearest(prepared, "the council dared not say who gave orders to close the ancient harbour")?.page, "9");
    assert.equal(nearest(prepared, "quantum chromodynamics"), undefined);
  });
});

describe("the best place", () => {
  it("prefers the faithful one", () => {
    const twice = "The harbour was shut for three winters.\n\nThe harbour was closed for three winters.";
    const match = check(twice, "harbour was closed for three winters", "verbatim");
    assert.equal(match?.span.start, 45);
    check(twice, "harbour was blocked for three winters", "altered", "blocked > closed");
  });
  it("prefers the marks as typed", () => {
    const match = check("the ‘old’ harbour was closed\n\nthe “old” harbour was closed", "the “old” harbour was closed", "verbatim");
    assert.equal(match?.span.start, 30);
  });
  it("keeps parts together", () => {
    const text = "There is no salt. There is little hope. There is a river, and there is some prospect of peace.";
    assert.equal(check(text, "there is … prospect of peace", "marked")?.text, "there is some prospect of peace");
  });
  it("gives all places that are as good", () => {
    const prepared = prepareSource(sourceOf("{p. 1}All was well in the town.\n\n{p. 2}And all was well in the town."));
    assert.deepEqual(
      allMatches(prepared, "was well in the town").map((match) => match.page),
      ["1", "2"],
    );
  });
});

describe("what print adds between words", () => {
  const treaty =
    "1. Each Party shall keep its lights.\n\n2. No Party shall put out a light.\n\n(b) Ships of less than twenty tons pay nothing.";
  it("is left aside where it numbers a paragraph", () => {
    check(treaty, "shall keep its lights. No Party shall put out a light. Ships of less than twenty tons", "typographic");
    check(treaty, "shall keep its lights. 2. No Party shall put out a light.", "verbatim");
    check("In spring he paid 2 crowns.\n\nIn 1903 they came.", "In spring he paid crowns.", "altered", "> 2");
    check("So it was settled.\n\n1903 was the year.", "So it was settled. was the year", "altered", "> 1903");
  });
  it("is left aside where it is a whole heading", () => {
    const text = "It fell in the gale of October.\n\n# The long quarrel\n\nThe quarrel over the lamp lasted eleven years.";
    check(text, "fell in the gale of October. The quarrel over the lamp lasted", "typographic");
    check(text, "fell in the gale of October. The long quarrel The quarrel over the lamp lasted", "typographic");
    check(text, "fell in the gale of October. The quarrel The quarrel over the lamp lasted", "altered", "> long");
    check(text, "fell in the gale of October. The quarrel lasted eleven years", "altered", "> over the lamp");
  });
  it("is spelling in signs and decades", () => {
    check("They lost 4.5% of the freight in the 1840s alone.", "They lost 4.5 per cent of the freight", "altered", "~per cent > %");
    check("They lost 4.5 per cent of the freight in the end.", "They lost 4.5% of the freight", "altered", "~% > per cent");
    check("They lost 4.5% of the freight in the 1840s alone.", "of the freight in the 1840's alone", "typographic");
    check("They lost 4.5% of the freight in the 1840s alone.", "of the freight in the 1850s alone", "altered", "1850s > 1840s");
  });
});
