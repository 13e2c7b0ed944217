import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "../../server/test/server/client.ts";
import { keystrokes, makeQueries } from "../data/queries.ts";
import { type MadeWorkspace, makeWorkspace, temporaryFolder } from "../data/workspace.ts";
import { both, type Row, under } from "../row.ts";
import { sample, type Timing, timedAsync, timingOf, timingRow } from "../sampling.ts";

/** The built server over stdio: from the start of its process to the first list that holds the entry, and keystrokes on a running one. */
export async function measure(): Promise<readonly Row[]> {
  const small = makeWorkspace(10_000);
  const storage = temporaryFolder();
  // The first start fills the caches.
  await timeStart(small, storage);
  const warm = timingOf(await times(7, () => timeStart(small, storage)));
  const large = makeWorkspace(50_000);
  const cold = timingOf(await times(3, () => timeStart(large, temporaryFolder())));
  const list = await typeOverStdio(large);
  return [
    timingRow("start to first completion, 10,000 entries, warm", warm, { budget: under(warm.median, 400, "ms") }),
    timingRow("start to first completion, 50,000 entries, cold", cold, { budget: under(cold.median, 6000, "ms"), note: "new storage; the disk's own cache is warm" }),
    timingRow("50,000 entries: keystroke to list over stdio", list, { budget: both(under(list.median, 10, "ms median"), under(list.p99, 30, "ms p99")) }),
  ];
}

async function times(count: number, measureOnce: () => Promise<number>): Promise<readonly number[]> {
  const measured: number[] = [];
  while (measured.length < count) measured.push(await measureOnce());
  return measured;
}

const cursor = "Some words [@";

async function timeStart(workspace: MadeWorkspace, storage: string): Promise<number> {
  let client: Client | undefined;
  const time = await timedAsync(async () => {
    client = await openClient(workspace, storage);
  });
  await client?.stop();
  return time;
}

/** A client whose draft has had its first list: that of a work in the middle of the bibliography, asked for by its key. */
async function openClient(workspace: MadeWorkspace, storage: string): Promise<Client> {
  const key = workspace.works[150]?.key ?? "";
  const client = await Client.start({ folders: [workspace.folder], storage, settings: { links: { check: "never" } } });
  client.open(draftOf(workspace), `---\nbibliography: library.bib\n---\n\n${cursor}${key}`);
  while (!(await client.completion(draftOf(workspace), `${cursor}${key}|`)).some((item) => item.label === key)) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return client;
}

const draftOf = (workspace: MadeWorkspace): string => pathToFileURL(join(workspace.folder, "draft.md")).href;

async function typeOverStdio(workspace: MadeWorkspace): Promise<Timing> {
  const client = await openClient(workspace, temporaryFolder());
  const typed = keystrokes(makeQueries(workspace.works, 60));
  const draft = draftOf(workspace);
  let before = `${cursor}${workspace.works[150]?.key ?? ""}`;
  const timing = await sample(
    (round) => {
      const next = `${cursor}${typed[round % typed.length] ?? ""}`;
      const time = timedAsync(() => {
        client.edit(draft, before, next);
        return client.completion(draft, `${next}|`);
      });
      before = next;
      return time;
    },
    { samples: typed.length },
  );
  await client.stop();
  return timing;
}
