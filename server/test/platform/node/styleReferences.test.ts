import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { plainText } from "../../../src/csl/richText.ts";
import type { CslItem } from "../../../src/csl/types.ts";
import { styleCandidates } from "../../../src/library/styleNames.ts";
import { createStyleFiles } from "../../../src/platform/node/styleFiles.ts";
import { answerFormat, type CslTree, type StyleProvider } from "../../../src/workers/format.ts";
import { builtStyles } from "./builtStyles.ts";
import { pandocReference } from "./pandocReferences.ts";
import { works } from "./styleWorks.ts";

let styles: StyleProvider;
before(async () => {
  styles = createStyleFiles(await builtStyles());
});

/** What each style is known for, as its guide prints an article and a chapter. */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "chicago-notes-bibliography": {
    article:
      'Putnam, Robert D. "Diplomacy and Domestic Politics: The Logic of Two-Level Games." International Organization 42, no. 3 (1988): 427–60. https://doi.org/10.1017/S0020818300027697.',
    chapter:
      'Trevor-Roper, Hugh. "The Invention of Tradition: The Highland Tradition of Scotland." In The Invention of Tradition, edited by Eric Hobsbawm and Terence Ranger, 15–41. Cambridge: Cambridge University Press, 1983.',
    newspaper: 'Kennan, George F. "A Fateful Error." New York Times, February 5, 1997.',
  },
  "chicago-author-date": {
    article:
      'Putnam, Robert D. 1988. "Diplomacy and Domestic Politics: The Logic of Two-Level Games." International Organization 42 (3): 427–60. https://doi.org/10.1017/S0020818300027697.',
  },
  apa: {
    article:
      "Putnam, R. D. (1988). Diplomacy and Domestic Politics: The Logic of Two-Level Games. International Organization, 42(3), 427–460. https://doi.org/10.1017/S0020818300027697",
    edited: "Hobsbawm, E., & Ranger, T. (Eds.). (1983). The Invention of Tradition. Cambridge University Press.",
    german: "Habermas, J. (1981). Theorie des kommunikativen Handelns (Vol. 1). Suhrkamp.",
  },
  mla: {
    threeAuthors: 'Asmus, Ronald D., et al. "Building a New NATO." Foreign Affairs, vol. 72, no. 4, 1993, pp. 28–40.',
    newspaper: 'Kennan, George F. "A Fateful Error." New York Times, 5 Feb. 1997.',
  },
  harvard: {
    twoAuthors:
      "Goldgeier, J.M. and McFaul, M. (2003) Power and Purpose: U.S. Policy toward Russia after the Cold War. Washington, DC: Brookings Institution Press.",
  },
  ieee: {
    threeAuthors: 'R. D. Asmus, R. L. Kugler, and F. S. Larrabee, "Building a New NATO," Foreign Affairs, vol. 72, no. 4, pp. 28–40, 1993.',
  },
  vancouver: {
    threeAuthors: "Asmus RD, Kugler RL, Larrabee FS. Building a New NATO. Foreign Affairs. 1993;72(4):28–40.",
  },
  mhra: {
    chapter:
      'Trevor-Roper, Hugh, "The Invention of Tradition: The Highland Tradition of Scotland," in The Invention of Tradition, ed. by Eric Hobsbawm and Terence Ranger (Cambridge University Press, 1983), pp. 15–41',
  },
};

/** Where Pandoc's processor prints otherwise than ours: prepositions of a title with a capital; a small roman number as a capital. */
const pandocDiffers: ReadonlySet<string> = new Set([
  "chicago-notes-bibliography twoAuthors",
  "chicago-author-date twoAuthors",
  "mla twoAuthors",
  "mhra twoAuthors",
  "mhra german",
]);

describe("references in the styles that people use", () => {
  for (const [style, references] of Object.entries(expected)) {
    it(`are as the guide of ${style} prints them`, () => {
      const printed = referencesIn(style, "en-US");
      for (const [work, text] of Object.entries(references)) assert.equal(printed.get(work), text);
    });

    it(`are Pandoc's in ${style}`, async () => {
      const printed = referencesIn(style, "en-US");
      const tree = treeOf(style);
      for (const [work, item] of Object.entries(works)) {
        const theirs = level(await pandocReference(item, tree, "en-US"));
        assert.equal(printed.get(work) === theirs, !pandocDiffers.has(`${style} ${work}`), `${style} ${work}: ${theirs}`);
      }
    });
  }

  it("come in all the styles of the German and French humanities", () => {
    for (const style of continental) {
      const printed = referencesIn(style, "");
      for (const work of Object.keys(works)) assert.match(printed.get(work) ?? "", /\p{L}{3}.*\p{L}{3}/u, `${style} ${work}`);
      assert.match(printed.get("book") ?? "", /waltz.*1979|1979.*waltz/i, style);
    }
  });

  it("speak German and French where the draft does", () => {
    assert.match(
      referencesIn("chicago-notes-bibliography", "german").get("chapter") ?? "",
      /herausgegeben von Eric Hobsbawm und Terence Ranger/,
    );
    assert.match(referencesIn("chicago-notes-bibliography", "fr").get("chapter") ?? "", /Hobsbawm et Terence Ranger/);
  });
});

const continental = [
  "chicago-author-date-de",
  "chicago-fullnote-bibliography-fr",
  "deutsche-gesellschaft-fur-psychologie",
  "deutsche-sprache",
  "din-1505-2",
  "geistes-und-kulturwissenschaften-heilmann",
  "geschichte-und-gesellschaft",
  "infoclio-de",
  "infoclio-fr-nocaps",
  "iso690-author-date-fr",
  "iso690-note-fr",
  "kolner-zeitschrift-fur-soziologie-und-sozialpsychologie",
  "lettres-et-sciences-humaines-fr",
  "politische-vierteljahresschrift",
  "revue-dhistoire-moderne-et-contemporaine",
  "schweizerische-zeitschrift-fur-geschichte",
  "universite-de-montreal-apa",
  "zeitschrift-fur-soziologie",
];

function referencesIn(style: string, locale: string): ReadonlyMap<string, string> {
  const entries = Object.entries(works).map(([id, item]) => ({ kind: "csl", item: { ...item, id } satisfies CslItem }) as const);
  const answer = answerFormat({ kind: "references", entries, style: { kind: "named", name: style }, locale }, styles);
  assert.ok(answer.kind === "references" && !answer.styleMissing, style);
  return new Map(Object.keys(works).map((id, at) => [id, level(plainText(answer.references[at] ?? []))]));
}

function treeOf(style: string): CslTree {
  for (const name of styleCandidates(style)) {
    const tree = styles.style(name);
    if (tree !== undefined) return tree;
  }
  throw new Error(`no style ${style}`);
}

/** Without emphasis, number and kinds of quotation marks and blanks, which a processor's format decides. */
const level = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/^\s*(?:\[\d+\]|\d+\.)\s*/, "")
    .replace(/[_*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
