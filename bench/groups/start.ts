import { setTimeout as pause } from "node:timers/promises";
import { keystrokes, makeQueries } from "../data/queries.ts";
import { type MadeWorkspace, makeWorkspace, temporaryFolder } from "../data/workspace.ts";
import { both, type Row, under } from "../row.ts";
import { sample, type Timing, timedAsync, timingOf, timingRow } from "../sampling.ts";
import { ServerProcess } from "../serverProcess.ts";

const opening = "---\nbibliography: library.bib\n---\n\nSome words [@";

/** The built server over stdio: from the start of its process to the first list that holds the entry, and keystrokes on a running one. */
export async function measure(): Promise<readonly Row[]> {
  const small = makeWorkspace(10_000);
  const storage = temporaryFolder();
  // The first start fills the caches.
  await timeStart(small, storage);
  const warm = timingOf(await repeated(7, () => timeStart(small, storage)));
  const large = makeWorkspace(50_000);
  const cold = timingOf(await repeated(3, () => timeStart(large, temporaryFolder())));
  const list = await typeOverStdio(large);
  return [
    timingRow("start to first completion, 10,000 entries, warm", warm, { budget: under(warm.median, 400, "ms") }),
    timingRow("start to first completion, 50,000 entries, cold", cold, {
      budget: under(cold.median, 6000, "ms"),
      note: "new storage; the disk's own cache is warm",
    }),
    timingRow("50,000 entries: keystroke to list over stdio", list, {
      budget: both(under(list.median, 10, "ms median"), under(list.p99, 30, "ms p99")),
      note: "change, request and answer, every tenth query with a slip",
    }),
  ];
}

async function repeated(count: number, measureOnce: () => Promise<number>): Promise<readonly number[]> {
  const measured: number[] = [];
  while (measured.length < count) measured.push(await measureOnce());
  return measured;
}

async function timeStart(workspace: MadeWorkspace, storage: string): Promise<number> {
  const start = performance.now();
  const server = await startedServer(workspace, storage);
  const time = performance.now() - start;
  await server.stop();
  return time;
}

/** A server that has given the list with a work from the middle of the bibliography. */
async function startedServer(workspace: MadeWorkspace, storage: string): Promise<ServerProcess> {
  const server = await ServerProcess.start(workspace.folder, storage, opening);
  const key = workspace.works[Math.floor(workspace.works.length / 2)]?.key ?? "";
  while (!(await server.listFor(key)).items.some((item) => item.label === key)) await pause(2);
  return server;
}

async function typeOverStdio(workspace: MadeWorkspace): Promise<Timing> {
  const server = await startedServer(workspace, temporaryFolder());
  const typed = keystrokes(makeQueries(workspace.works, 60));
  const timing = await sample((round) => timedAsync(() => server.listFor(typed[round % typed.length] ?? "")), { atMost: 20_000 });
  await server.stop();
  return timing;
}
