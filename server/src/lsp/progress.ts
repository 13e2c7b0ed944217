import { WorkDoneProgress, type WorkDoneProgressEnd, type WorkDoneProgressReport } from "vscode-languageserver";
import type { Session } from "./session.ts";

/** Milliseconds: a writer reads no more than some ten reports a second. */
const progressPause = 100;

/** Work-done progress under the client's token; without one nothing is reported. */
export function progressOf({ connection, host }: Session, token: string | number | undefined) {
  let last = 0;
  const send = (value: WorkDoneProgressReport | WorkDoneProgressEnd): void => {
    if (token === undefined) return;
    connection.sendProgress(WorkDoneProgress.type, token, value).catch((error: unknown) => connection.console.error(String(error)));
  };
  return {
    report: (answered: number, all: number): void => {
      const now = host.clock.now();
      if (now - last < progressPause && answered < all) return;
      last = now;
      const percentage = all === 0 ? 100 : Math.floor((100 * answered) / all);
      send({ kind: "report", message: `${answered} / ${all}`, percentage });
    },
    end: (): void => send({ kind: "end" }),
  };
}
