import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { urlCandidates } from "../../src/text/urlCandidates.ts";
import { needsRepair, repairUrl } from "../../src/text/urlRepair.ts";
import { assertLinear } from "../growth.ts";

/** `kinds`: the changes, in order; a trailing `?` marks a guess. */
function checkRepair(printed: string, url: string, kinds = ""): void {
  const repair = repairUrl(printed);
  assert.ok(repair, `no repair of ${printed}`);
  assert.equal(repair.url, url);
  assert.equal(`${repair.changes.map((change) => change.kind).join(" ")}${repair.safe ? "" : "?"}`, kinds);
}

function checkNothing(printed: string): void {
  assert.equal(repairUrl(printed), undefined);
}

describe("repair of printed addresses", () => {
  it("leaves a clean address as it is", () => {
    for (const url of [
      "http://www.nato.int/docu/pr/2004/p04-096e.htm",
      "https://en.wikipedia.org/wiki/Pluto_(mythology)",
      "https://en.wikipedia.org/wiki/Russia–NATO_relations",
      "https://web.archive.org/web/2004/http://www.cdi.org/",
      "https://journal.example/a%E2%80%93b?x=1&y=2#part",
      "HTTP://Example.ORG/Path",
      "mailto:ada@example.org",
      "ftp://ftp.example.org/pub/",
      "urn:nbn:de:101:1-201102033592",
      "http://[2001:db8::1]/x",
      "https://xn--bcher-kva.example/",
      "https://bücher.example/straße",
    ]) {
      checkRepair(url, url);
    }
  });

  it("puts hyphens for dashes", () => {
    checkRepair("http://www.nato.int/docu/pr/2002/p02–059e.htm", "http://www.nato.int/docu/pr/2002/p02-059e.htm", "dash");
    checkRepair("http://www.cdi.org/2008‐157−7.htm", "http://www.cdi.org/2008-157-7.htm", "dash dash");
    checkRepair("http://www.example.org/a—b", "http://www.example.org/a-b", "dash?");
    checkRepair("http://nato–pa.int/x", "http://nato-pa.int/x", "dash");
  });

  it("takes out what cannot be seen", () => {
    checkRepair("http://www.exam\u00ADple.org/re\u200Bport", "http://www.example.org/report", "invisible invisible");
    checkRepair("\uFEFFhttp://example.org/x", "http://example.org/x", "surroundings");
    checkRepair("http://example.org/re%C2%ADport", "http://example.org/report", "invisible");
  });

  it("splits ligatures and straightens tildes", () => {
    checkRepair("http://example.org/ﬁles/oﬃce", "http://example.org/files/office", "ligature ligature");
    checkRepair("http://example.org/˜ada/", "http://example.org/~ada/", "tilde");
    checkRepair("http://example.org/∼ada/", "http://example.org/~ada/", "tilde");
  });

  it("mends the scheme", () => {
    for (const printed of [
      "http:/www.nato.int/x",
      "http//www.nato.int/x",
      "http:www.nato.int/x",
      "http:///www.nato.int/x",
      "http;//www.nato.int/x",
    ]) {
      checkRepair(printed, "http://www.nato.int/x", "slashes");
    }
    for (const printed of ["htp://www.nato.int/x", "hxxp://www.nato.int/x", "ttp://www.nato.int/x", "htttp:/www.nato.int/x"]) {
      checkRepair(printed, "http://www.nato.int/x", "scheme");
    }
    checkRepair("htps://www.nato.int/x", "https://www.nato.int/x", "scheme");
    checkRepair("http:\\\\www.nato.int\\x", "http://www.nato.int/x", "slashes");
    checkRepair("http://http://www.nato.int/x", "http://www.nato.int/x", "doubledScheme");
    checkRepair("http://https://www.nato.int/x", "https://www.nato.int/x", "doubledScheme");
    checkRepair("http://http//www.nato.int/x", "http://www.nato.int/x", "doubledScheme slashes");
    checkRepair("http:// www.nato.int/x", "http://www.nato.int/x", "space");
  });

  it("adds a missing scheme", () => {
    checkRepair("www.nato.int/x", "http://www.nato.int/x", "missingScheme");
    checkRepair("//www.nato.int/x", "http://www.nato.int/x", "missingScheme");
    checkRepair("nato.int/docu/x.htm", "http://nato.int/docu/x.htm", "missingScheme");
    checkRepair("bundestag.de/x", "http://bundestag.de/x", "missingScheme?");
    checkRepair("doi:10.1000/182", "https://doi.org/10.1000/182", "doi");
    checkRepair("10.1000/182", "https://doi.org/10.1000/182", "doi");
    checkRepair("doi.org/10.1000/182", "https://doi.org/10.1000/182", "doi");
  });

  it("cuts what stands around it", () => {
    for (const printed of [
      "http://example.org/x.",
      "<http://example.org/x>",
      "(http://example.org/x).",
      "“http://example.org/x,”",
      "{http://example.org/x}",
      "<URL:http://example.org/x>",
      " http://example.org/x ",
      "http://example.org/x, accessed 3 May 2004",
      "http://example.org/x (accessed 3 May 2004).",
      "http://example.org/x” he wrote",
      "http://example.org/x)].",
    ]) {
      checkRepair(printed, "http://example.org/x", "surroundings");
    }
    checkRepair("http://frwebgate.access.gpo.gov/.", "http://frwebgate.access.gpo.gov/", "surroundings");
  });

  it("undoes the escapes of LaTeX and HTML", () => {
    checkRepair("http://example.org/a\\_b\\%20c\\#d\\&e", "http://example.org/a_b%20c#d&e", "escape escape escape escape");
    checkRepair("http://example.org/\\~{}ada", "http://example.org/~ada", "escape");
    checkRepair("http://example.org/\\textasciitilde{}ada", "http://example.org/~ada", "escape");
    checkRepair("http://example.org/{\\textasciitilde}ada", "http://example.org/~ada", "escape");
    checkRepair("http://example.org/$\\sim$ada", "http://example.org/~ada", "escape");
    checkRepair("http://example.org/{\\_}x", "http://example.org/_x", "escape");
    checkRepair("http://example.org/long\\-word", "http://example.org/longword", "escape");
    checkRepair("http://example.org/?a=1&amp;b=2", "http://example.org/?a=1&b=2", "escape");
  });

  it("joins at a space only as a guess", () => {
    checkRepair("http://www.nato.int/docu/ pr/2004/x.htm", "http://www.nato.int/docu/pr/2004/x.htm", "space?");
    checkRepair("http://www.nato.int/docu/\npr/x.htm", "http://www.nato.int/docu/pr/x.htm", "space?");
  });

  it("keeps a space between two words as the address's own, as a guess", () => {
    checkRepair("http://x.example/f g", "http://x.example/f%20g", "space?");
    checkRepair("http://x.example/annual report/2004.pdf", "http://x.example/annual%20report/2004.pdf", "space?");
    checkRepair("http://x.example/annual -report", "http://x.example/annual-report", "space?");
    checkRepair("http://www.x. example/f", "http://www.x.example/f", "space?");
    checkRepair("http://x.example/an\n  nual", "http://x.example/annual", "space?");
  });

  it("cuts what a program encoded with the address", () => {
    checkRepair("http://x.example/a%20", "http://x.example/a", "surroundings");
    checkRepair("http://x.example/a%E2%80%9D", "http://x.example/a", "surroundings");
    checkRepair("http://x.example/o%EF%AC%83ce", "http://x.example/office", "ligature");
  });

  it("offers what an address may stand for where only evidence can tell", () => {
    const checkCandidates = (printed: string, ...expected: readonly string[]) =>
      assert.deepEqual(urlCandidates(printed).slice(0, expected.length), expected);
    checkCandidates("http://x.example/f g", ...["f%20g", "fg", "f-g", "f_g", "f"].map((path) => `http://x.example/${path}`));
    checkCandidates("http://x.example/docu/ pr", "http://x.example/docu/pr", "http://x.example/docu/%20pr");
    checkCandidates("http://x.example/an-\nnual", "http://x.example/an-nual", "http://x.example/an-%20nual", "http://x.example/annual");
    checkCandidates("http://x.example/a\u2014b", "http://x.example/a-b", "http://x.example/a--b", "http://x.example/a");
    checkCandidates("bundestag.de/x", "http://bundestag.de/x", "https://bundestag.de/x");
    checkCandidates("http://x.example/a\u2013b", "http://x.example/a-b");
    assert.deepEqual(urlCandidates("chapter2.md"), []);
    assertLinear("candidates", (size) => `http://x.example/${"a -".repeat(size)}`, urlCandidates, 1000);
  });

  it("knows what is no address", () => {
    for (const printed of [
      "",
      "  ",
      "chapter2.md",
      "../figure.png",
      "#section",
      "http://",
      "http://…",
      "http://www..org/",
      "http://a,b/",
      "www.",
      "localhost:3000/x",
    ]) {
      checkNothing(printed);
    }
    checkNothing("http://www.nato.int/…/p02.htm");
    checkNothing(`http://example.org/${"x".repeat(9000)}`);
  });

  it("tells slips from harmless surroundings", () => {
    const checkNeeds = (printed: string, needs: boolean) => {
      const repair = repairUrl(printed);
      assert.ok(repair);
      assert.equal(needsRepair(repair), needs, printed);
    };
    checkNeeds("http://example.org/x.", false);
    checkNeeds("www.example.org", false);
    checkNeeds("http://example.org/a\\_b", false);
    checkNeeds("http://example.org/a–b", true);
    checkNeeds("http:/example.org/a", true);
  });

  it("never throws, repairs to what parses, and repairs that no further", () => {
    const pieces = fc.constantFrom(
      ..."http https htp : / // \\ \\\\ \\_ \\~{} {} & &amp; amp; www. www example.org .org – — \u00AD ﬁ ˜ . , ; ) ( ] [ } { ” “ \" ' < > URL: doi: 10.1000/ ? # % %C2%AD … accessed x 1 - @ \u200B * $ \\sim - + =".split(
        " ",
      ),
      " ",
      "\n",
    );
    const printed = fc.oneof(
      fc.array(pieces, { maxLength: 14 }).map((all) => all.join("")),
      fc.array(pieces, { maxLength: 10 }).map((all) => `http://example.org/${all.join("")}`),
      fc.string({ unit: "grapheme", maxLength: 30 }),
    );
    fc.assert(
      fc.property(printed, (text) => {
        const repair = repairUrl(text);
        if (!repair) return;
        assert.ok(URL.canParse(repair.url));
        const again = repairUrl(repair.url);
        assert.deepEqual(again, { url: repair.url, safe: true, changes: [] });
      }),
      { numRuns: 5000 },
    );
  });

  it("takes time in proportion", () => {
    for (const hostile of ["\\", "{", "(", "http:", "http://", "&amp;", "–", " ", "10.", "a.", ")", "{\\", "$\\sim", "amp;&"]) {
      const make = (length: number) => `http://example.org/${hostile.repeat(Math.floor(length / hostile.length))}`;
      assertLinear(hostile, make, repairUrl, 4000);
    }
  });
});
