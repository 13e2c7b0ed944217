import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvReport, documentsOf, type LinkPlace, markdownLinks } from "../../src/cli/linkReports.ts";
import type { LinkState } from "../../src/links/verdict.ts";

function place(url: string, state: LinkState, shown = "draft.md", archived?: string): LinkPlace {
  const verdict = {
    url,
    state,
    reason: "ok",
    status: 404,
    finalUrl: undefined,
    checkedAt: Date.UTC(2026, 10, 3),
    failures: 0,
    failingSince: undefined,
  } as const;
  return {
    report: {
      url,
      printed: url,
      repaired: false,
      verdict,
      places: [],
      isReplaced: false,
      archived: archived === undefined ? undefined : { url: archived, taken: "2005" },
    },
    state: state === "dead" ? "gone" : state,
    path: `/work/${shown}`,
    shown,
    range: { start: { line: 4, character: 2 }, end: { line: 4, character: 9 } },
    problems: state === "dead" ? [{ code: "link.dead", severity: "warning" }] : [],
  };
}

const gone = place("https://x.example/a,b", "dead", "=SUM(A1).md", "https://web.archive.org/web/2005/https://x.example/a,b");
const alive = [place("https://x.example/1", "alive"), place("https://x.example/2", "alive")];

describe("reports of links", () => {
  it("as CSV hold no formula and keep commas in their cells", () => {
    assert.deepEqual(csvReport([gone]).split("\r\n"), [
      "state,url,file,line,reason,status,finalUrl,archived,checkedAt",
      `gone,"https://x.example/a,b",'=SUM(A1).md,5,ok,404,,"https://web.archive.org/web/2005/https://x.example/a,b",2026-11-03T00:00:00.000Z`,
      "",
    ]);
  });

  it("as Markdown begin with what needs care", () => {
    const report = markdownLinks([...alive, gone], "3 links: 1 gone, 2 alive.");
    assert.ok(report.startsWith("## gone (1)\n\n- <https://x.example/a,b>: =SUM(A1).md, line 5, archived at <https://web.archive.org/"));
    assert.ok(
      report.endsWith(
        "## alive (2)\n\n- <https://x.example/1>: draft.md, line 5\n- <https://x.example/2>: draft.md, line 5\n\n3 links: 1 gone, 2 alive.\n",
      ),
    );
  });

  it("as documents hold the problems alone", () => {
    const documents = documentsOf([...alive, gone]);
    assert.deepEqual(
      documents.map(({ shown, problems }) => [shown, problems.map(({ code, message }) => `${code} ${message}`)]),
      [
        ["draft.md", []],
        ["=SUM(A1).md", ["link.dead https://x.example/a,b: gone."]],
      ],
    );
  });
});
