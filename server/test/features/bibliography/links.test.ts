import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { never, openFixture } from "../../open.ts";

/** Printed text and target of each link, files resolved. */
async function checkLinks(
  bibliography: string,
  expected: readonly (readonly [printed: string, target: string])[],
  rest = "",
): Promise<void> {
  const { service, main } = await openFixture(`%! refs.bib\n${bibliography}\n${rest}`);
  const links = (await service.bibliography.links(main.path, never)) ?? [];
  const found = await Promise.all(
    links.map(async (link) => [
      main.text.slice(link.span.start, link.span.end),
      link.kind === "web" ? link.url : ((await service.bibliography.linkedFile(main.path, link.path)) ?? "nowhere"),
    ]),
  );
  assert.deepEqual(found, expected);
}

describe("links in a bibliography", () => {
  it("stand on url and doi, whatever is written round them", async () => {
    await checkLinks("@online{a, url = {https://x.example/a\\_b#c}}", [["https://x.example/a\\_b#c", "https://x.example/a_b#c"]]);
    await checkLinks("@book{a, doi = {10.1000/a<b>#c}}", [["10.1000/a<b>#c", "https://doi.org/10.1000/a%3Cb%3E%23c"]]);
    await checkLinks('@book{a, DOI = "https://dx.doi.org/10.1000/xyz"}', [
      ["https://dx.doi.org/10.1000/xyz", "https://doi.org/10.1000/xyz"],
    ]);
    await checkLinks("@book{a, doi = {none}, note = {See \\url{https://x.example/b}.}}", [["https://x.example/b", "https://x.example/b"]]);
  });

  it("stand on eprints of the archives that are known", async () => {
    await checkLinks("@article{a, eprint = {1205.1234v2}, eprinttype = {arXiv}}", [["1205.1234v2", "https://arxiv.org/abs/1205.1234v2"]]);
    await checkLinks("@article{a, eprint = {arXiv:hep-th/9711200}, archiveprefix = {arXiv}}", [
      ["arXiv:hep-th/9711200", "https://arxiv.org/abs/hep-th/9711200"],
    ]);
    await checkLinks("@article{a, eprint = {2650}, eprinttype = {jstor}}", [["2650", "https://www.jstor.org/stable/2650"]]);
    await checkLinks("@article{a, eprint = {2650}, eprinttype = {mine[}}", []);
  });

  it("stand on files that may be opened, each of several; a path from another machine by its name", async () => {
    const sources = "%! sources/a.txt\nA text.\n%! sources/b.txt\nAnother.\n";
    await checkLinks(
      "@book{a, file = {Full Text:sources/a.txt:text/plain;C\\:\\\\Users\\\\ada\\\\b.txt}}",
      [
        ["Full Text:sources/a.txt:text/plain", "/work/sources/a.txt"],
        ["C\\:\\\\Users\\\\ada\\\\b.txt", "/work/sources/b.txt"],
      ],
      sources,
    );
    await checkLinks("@book{a, file = {/etc/passwd}}", [["/etc/passwd", "nowhere"]]);
    await checkLinks("@book{a, file = {\\\\\\\\server\\\\share\\\\c.pdf}}", [["\\\\\\\\server\\\\share\\\\c.pdf", "nowhere"]]);
  });

  it("stand in RIS too", async () => {
    const { service, main } = await openFixture(
      "%! refs.ris\nTY  - JOUR\nID  - a\nDO  - 10.1000/xyz\nUR  - https://x.example/a\nL1  - files/a.pdf\nER  - \n",
    );
    const links = (await service.bibliography.links(main.path, never)) ?? [];
    assert.deepEqual(
      links.map((link) => (link.kind === "web" ? link.url : link.path)),
      ["https://x.example/a", "https://doi.org/10.1000/xyz", "files/a.pdf"],
    );
  });

  it("stand in CSL-JSON too", async () => {
    const { service, main } = await openFixture(
      '%! refs.csljson\n[{"id": "a", "type": "book", "DOI": "10.1000/xyz", "URL": "https://x.example/a"}]\n',
    );
    const links = (await service.bibliography.links(main.path, never)) ?? [];
    assert.deepEqual(
      links.map((link) => link.kind === "web" && link.url),
      ["https://x.example/a", "https://doi.org/10.1000/xyz"],
    );
  });
});
