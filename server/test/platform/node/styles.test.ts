import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { plainText } from "../../../src/csl/richText.ts";
import type { CslItem } from "../../../src/csl/types.ts";
import type { FormatEntry, StyleChoice } from "../../../src/library/formatting.ts";
import { createStyleFiles } from "../../../src/platform/node/styleFiles.ts";
import { answerFormat, type StyleProvider } from "../../../src/workers/format.ts";
import { builtStyles } from "./builtStyles.ts";

let styles: StyleProvider;
before(async () => {
  styles = createStyleFiles(await builtStyles());
});

const named = (name: string): StyleChoice => ({ kind: "named", name });

const biblatex = (type: string, fields: Readonly<Record<string, string>>): FormatEntry => ({ kind: "biblatex", key: "k", type, fields });

function format(entry: FormatEntry, style: StyleChoice, locale = "en-US"): { readonly text: string; readonly styleMissing: boolean } {
  const answer = answerFormat({ kind: "references", entries: [entry], style, locale }, styles);
  assert.ok(answer.kind === "references");
  return { text: plainText(answer.references[0] ?? []), styleMissing: answer.styleMissing };
}

const check = (entry: FormatEntry, style: StyleChoice, expected: string, locale?: string): void =>
  assert.deepEqual(format(entry, style, locale), { text: expected, styleMissing: false });

const chicago = named("chicago-notes-bibliography");

const chapter = biblatex("incollection", {
  author: "Smith, Martin A. and Timmins, Graham",
  title: "A Chapter",
  booktitle: "The Book",
  booksubtitle: "Its Subtitle",
  editor: "Doe, Jane",
  publisher: "Press",
  location: "London",
  date: "2001",
  pages: "10--20",
});

const book = biblatex("book", { author: "Doe, Jane and others", title: "Title", publisher: "Press", location: "Oxford", year: "2010" });

describe("formatted references", () => {
  it("are a chapter's", () => {
    check(
      chapter,
      chicago,
      "Smith, Martin A., and Graham Timmins. “A Chapter.” In The Book: Its Subtitle, edited by Jane Doe, 10–20. London: Press, 2001.",
    );
    check(
      chapter,
      named("apa"),
      "Smith, M. A., & Timmins, G. (2001). A Chapter. In J. Doe (Ed.), The Book: Its Subtitle (pp. 10–20). Press.",
    );
  });

  it("say et al. for others", () => {
    check(book, chicago, "Doe, Jane, et al. Title. Oxford: Press, 2010.");
    check(book, named("apa"), "Doe, J., et al. (2010). Title. Press.");
  });

  it("speak the locale's language", () => assert.match(format(chapter, named("apa"), "de").text, /Hrsg\./));

  it("leave the titles of other languages as they are, whether or not they say so", () => {
    const titled = (title: string): string => format(biblatex("book", { title, publisher: "Press", year: "1981" }), chicago).text;
    assert.equal(titled("Theorie des kommunikativen Handelns"), "Theorie des kommunikativen Handelns. Press, 1981.");
    assert.equal(titled("La distinction: critique sociale du jugement"), "La distinction: critique sociale du jugement. Press, 1981.");
    assert.equal(titled("The theory of communicative action"), "The Theory of Communicative Action. Press, 1981.");
    assert.equal(titled("Man, the state, and war"), "Man, the State, and War. Press, 1981.");
  });

  it("follow the language that a style is written for, where none is asked for", () => {
    assert.match(format(chapter, named("infoclio-de"), "").text, /hg\. v\.|Hg\.|hrsg\./i);
    assert.match(format(chapter, chicago, "").text, /edited by Jane Doe/);
  });

  it("come by old and new names of a style, and by what people call it", () => {
    for (const name of ["chicago-notes-bibliography", "chicago-fullnote-bibliography", "chicago", "chicago-notes-bibliography-no-url"])
      assert.equal(format(chapter, named(name)).text, format(chapter, chicago).text, name);
    for (const name of ["mla", "mhra", "harvard", "ieee", "vancouver", "turabian", "dgps", "modern-humanities-research-association-notes"])
      assert.equal(format(chapter, named(name)).styleMissing, false, name);
  });

  it("are without the number of a numbered list", () => assert.match(format(book, named("ieee")).text, /^J\. Doe/));

  it("don't depend on what else is asked", () => {
    const entries = [book, biblatex("book", { author: "Doe, Jane and others", title: "Another", publisher: "Press", year: "2010" }), book];
    const answer = answerFormat({ kind: "references", entries, style: named("apa"), locale: "en-US" }, styles);
    assert.ok(answer.kind === "references");
    assert.deepEqual(answer.references[0], answer.references[2]);
    assert.doesNotMatch(plainText(answer.references[1] ?? []), /2010[ab]/);
  });

  it("are undefined where there is nothing to say, and no other is lost by it", () => {
    const empty: CslItem = { id: "__proto__", type: "article-journal" };
    const entries: FormatEntry[] = [{ kind: "csl", item: empty }, book];
    const answer = answerFormat({ kind: "references", entries, style: chicago, locale: "en-US" }, styles);
    assert.ok(answer.kind === "references");
    assert.equal(answer.references.length, 2);
    assert.match(plainText(answer.references[1] ?? []), /Title/);
  });

  it("are cut where a field is endless", () => {
    for (const piece of ["“", "<b>x</i>", "1-2, "]) {
      const { text } = format(biblatex("book", { title: piece.repeat(20_000), pages: piece.repeat(20_000), publisher: "Press" }), chicago);
      assert.ok(text.length < 9000 && text.includes("Press"), text.slice(0, 80));
    }
  });

  it("print odd dates", () => {
    const dated = (date: string): string => format(biblatex("book", { title: "T", date }), chicago).text;
    assert.deepEqual(["2020/", "/2020", "-0876", "1999/2001", "in press"].map(dated), [
      "T, 2020–.",
      "T, –2020.",
      "T, 877BC.",
      "T, 1999–2001.",
      "T, in press.",
    ]);
  });
});

const root = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"';
const layout = '<layout><text variable="title" suffix="!"/></layout>';

describe("a style of one's own", () => {
  const xml = (text: string): StyleChoice => ({ kind: "xml", xml: text });

  it("is used", () =>
    check(
      book,
      xml(`<style ${root} class="note"><info/><citation>${layout}</citation><bibliography>${layout}</bibliography></style>`),
      "Title!",
    ));

  it("changes with its content", () => {
    const own = (mark: string): StyleChoice =>
      xml(
        `<style ${root} class="note"><info/><citation>${layout}</citation><bibliography>${layout.replace("!", mark)}</bibliography></style>`,
      );
    check(book, own("1"), "Title1");
    check(book, own("2"), "Title2");
  });

  it("may have no bibliography: then the note is shown", () =>
    check(book, xml(`<style ${root} class="note"><info/><citation>${layout}</citation></style>`), "Title!"));

  it("may depend on one of the collection", () => {
    const link = (parent: string): string =>
      `<style ${root}><info><link href="http://www.zotero.org/styles/${parent}" rel="independent-parent"/></info></style>`;
    check(book, xml(link("apa")), "Doe, J., et al. (2010). Title. Press.");
    assert.equal(format(book, xml(link("nowhere"))).styleMissing, true);
  });

  it("gives way to Chicago notes where it can't be used", () => {
    const loop = `<style ${root} class="note"><info/><macro name="a"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation></style>`;
    const broken = [
      "",
      "no style",
      "<style",
      "<style><citation/></style>",
      `<style ${root}><citation><layout>`,
      loop,
      "\u0000".repeat(100),
    ];
    for (const text of broken) {
      assert.deepEqual(
        format(book, xml(text)),
        { text: "Doe, Jane, et al. Title. Oxford: Press, 2010.", styleMissing: true },
        text.slice(0, 60),
      );
    }
    for (const name of ["no-such-style", "__proto__", "../no-such-style", "constructor"])
      assert.equal(format(book, named(name)).styleMissing, true, name);
  });

  it("passes no HTML on", () => {
    const style = `<style ${root} class="note"><info/><citation>${layout}</citation><bibliography><layout prefix="&lt;script&gt;x&lt;/script&gt;"><text variable="title"/></layout></bibliography></style>`;
    assert.match(format(book, xml(style)).text, /<script>x<\/script>.*Title/);
  });
});
