import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../../server/src/service.ts";
import { createRandom } from "../data/random.ts";
import { makeWorkspace } from "../data/workspace.ts";
import { openService, TypedDocument } from "../ibid.ts";
import { type Row, under } from "../row.ts";
import { collectGarbage, longestHold, sample, type Timing, timedAsync, timingOf, timingRow } from "../sampling.ts";

const sizes = [
  { name: "1 MB", entries: 1_350, limit: 20 },
  { name: "10 MB", entries: 13_500, limit: 20 },
  { name: "40 MB", entries: 50_000, limit: 60 },
] as const;

/** Keystrokes in an open .bib that a draft uses: from the change to the draft's new library. */
export async function measure(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { name, entries, limit } of sizes) {
    const { total, hold, nextList } = await typeIn(entries);
    rows.push(
      timingRow(`keystroke in an open .bib of ${name} to the new library`, total, {
        budget: under(total.median, limit, "ms"),
        note: "the entry that changed is read anew",
      }),
      timingRow("… the thread's longest hold meanwhile", hold, { budget: under(hold.median, 20, "ms") }),
      timingRow("… the draft's next completion", nextList),
    );
    collectGarbage();
  }
  return rows;
}

interface Typed {
  readonly total: Timing;
  readonly hold: Timing;
  readonly nextList: Timing;
}

async function typeIn(entries: number): Promise<Typed> {
  const { folder, bibliography } = makeWorkspace(entries);
  const service = openService(folder);
  const draft = join(folder, "draft.md");
  const draftText = `---\nbibliography: ${bibliography}\n---\n\nSee [@smi`;
  service.open({ path: draft, languageId: "", version: 1, text: draftText });
  await service.ready(draft);
  await service.completion(draft, draftText.length);
  const document = new TypedDocument(service, bibliography, readFileSync(bibliography, "utf8"));
  await newLibrary(service, document, draft);
  const random = createRandom(29);
  const holds: number[] = [];
  const lists: number[] = [];
  const total = await sample(
    async () => {
      const { text } = document;
      const press = document.keystroke(text.indexOf("title = {", random.below(text.length - 20_000)) + 9, "e");
      let time = 0;
      const hold = await longestHold(async () => {
        time = await timedAsync(() => {
          press();
          return newLibrary(service, document, draft);
        });
      });
      holds.push(hold);
      lists.push(await timedAsync(() => service.completion(draft, draftText.length)));
      return time;
    },
    { samples: 100, warmUp: 3, atMost: 6_000 },
  );
  service.dispose();
  const measured = total.times.length;
  return { total, hold: timingOf(holds.slice(-measured)), nextList: timingOf(lists.slice(-measured)) };
}

/** Waits until the draft's library is that of the text as it stands in the editor. */
async function newLibrary(service: Service, document: TypedDocument, draft: string): Promise<void> {
  const { text } = document;
  for (;;) {
    const snapshot = service.snapshot(document.path);
    if (snapshot?.text === text && service.snapshot(draft)?.library.files.some((file) => file.facts === factsOf(snapshot))) return;
    await new Promise<void>((resolve) => {
      const listening = service.onChange(() => {
        listening.dispose();
        resolve();
      });
    });
  }
}

const factsOf = (snapshot: NonNullable<ReturnType<Service["snapshot"]>>) => (snapshot.kind === "bibliography" ? snapshot.facts : undefined);
