import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { seemsTranslated } from "../../src/corpus/language.ts";
import { sourceOf } from "./quoteFixture.ts";

const english = "The harbour was closed for three winters, and nobody in the council could say who had ordered it.";
const german = "Der Hafen war drei Winter lang geschlossen, und niemand im Rat wußte, wer es befohlen hatte.";

function check(source: string, quotation: string, expected: boolean): void {
  assert.equal(seemsTranslated(sourceOf(source), quotation), expected, quotation);
}

describe("a quotation in another language", () => {
  it("than all of its source is a translation", () => {
    check(german, "the harbour had been closed for three of the winters", true);
    check(english, "niemand wußte, wer es befohlen hatte, und es war drei Winter lang so", true);
    check(english, "Гавань была закрыта три зимы", true);
    check("Порт был закрыт три зимы подряд, и никто не знал почему.", "the harbour was closed for three winters", true);
    check(english, "le port est resté fermé pendant trois hivers et personne ne savait qui avait donné cet ordre", true);
  });

  it("is none where the source has a passage in it, or too little is said", () => {
    check(english, "the harbour was open for two of the winters", false);
    check(`${german}\n\n${english}`, "the harbour was open for two of the winters", false);
    check(german, "closed harbour", false);
    check("", "the harbour was open for two of the winters", false);
  });
});
