import { type CancellationToken, type Progress, ProgressLocation, window } from "vscode";
import { type LanguageClient, WorkDoneProgress } from "vscode-languageclient/node";

/** Asks the server for what takes its time, says how far it has come, and can be cancelled at any time: then there is no answer. */
export async function askWithProgress<Result>(
  client: LanguageClient,
  method: string,
  params: object,
  title: string,
): Promise<Result | undefined> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (progress, cancel) => ask<Result>(client, method, params, progress, cancel));
}

async function ask<Result>(
  client: LanguageClient,
  method: string,
  params: object,
  progress: Progress<{ message?: string; increment?: number }>,
  cancel: CancellationToken,
): Promise<Result | undefined> {
  const workDoneToken = `${method}.${Date.now()}`;
  const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind === "report" && value.message !== undefined) progress.report({ message: value.message });
  });
  try {
    return await client.sendRequest<Result>(method, { ...params, workDoneToken }, cancel);
  } catch (error) {
    if (cancel.isCancellationRequested) return undefined;
    throw error;
  } finally {
    listener.dispose();
  }
}
