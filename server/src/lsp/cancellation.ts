import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Runs work under a signal; a cancelled request is answered as cancelled, never as if there were nothing. */
export async function cancellable<Value>(token: CancellationToken, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const controller = new AbortController();
  const listening = token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
    throw error;
  } finally {
    listening.dispose();
  }
}
