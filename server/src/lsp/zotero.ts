import {
  type AddEntryResult,
  type AddFromZoteroParams,
  type AddFromZoteroResult,
  addFromZoteroCommand,
  addFromZoteroRequest,
  type OpenInZoteroArguments,
  openInZoteroCommand,
  type ProtocolPosition,
  type SearchZoteroParams,
  type SearchZoteroResult,
  searchZoteroRequest,
} from "../protocol.ts";
import { cancellable } from "./cancellation.ts";
import { offsetIn } from "./documents.ts";
import { linesOf, type Session } from "./session.ts";
import { pathOf, uriOf } from "./uri.ts";
import { resultOf } from "./writing.ts";

/** As many rows as somebody may want to look through. */
const rowLimit = 100;

/** Commands that any client can have run; one that knows better asks by the request of the same name. */
export const executeCommandOptions = { commands: [addFromZoteroCommand, openInZoteroCommand] };

/** The writer's Zotero: what fits some words, and what is chosen of it. */
export function handleZotero(session: Session): void {
  const { connection } = session;
  connection.onRequest(searchZoteroRequest, (params: SearchZoteroParams, token) => cancellable(token, () => search(session, params)));
  connection.onRequest(addFromZoteroRequest, (params: AddFromZoteroParams, token) =>
    cancellable(token, (signal) => add(session, params, signal)),
  );
  connection.onExecuteCommand(({ command, arguments: parameters = [] }, token) => {
    const [given]: readonly unknown[] = parameters;
    if (command === addFromZoteroCommand && isAdding(given)) return cancellable(token, (signal) => addAndTell(session, given, signal));
    return command === openInZoteroCommand && isOpening(given) ? open(session, given) : null;
  });
}

async function search({ service }: Session, { uri, query }: SearchZoteroParams): Promise<SearchZoteroResult> {
  const { rows, line, trouble } = await service.zotero.search(pathOf(uri), query, rowLimit);
  const items = rows.map((row) => ({ ...row, address: service.zotero.addressToOpen(row.item) ?? "" }));
  return { items, state: line, trouble };
}

async function add(session: Session, params: AddFromZoteroParams, signal: AbortSignal): Promise<AddFromZoteroResult> {
  const { uri, items, target, position } = params;
  const options = { target: target === undefined ? undefined : pathOf(target), signal };
  const result = await resultOf(session, await session.service.zotero.add(pathOf(uri), items, options));
  const citation = position === undefined || result.keys.length === 0 ? undefined : citationAt(session, uri, position, result.keys);
  return citation === undefined ? result : { ...result, citation };
}

function citationAt(session: Session, uri: string, position: ProtocolPosition, keys: readonly string[]): AddFromZoteroResult["citation"] {
  const path = pathOf(uri);
  const lines = linesOf(session.service, path);
  const offset = offsetIn(session, uri, position);
  const edit = offset === undefined ? undefined : session.service.citationText(path, offset, keys);
  return lines === undefined || edit === undefined ? undefined : { range: lines.rangeOf(edit.span), newText: edit.text };
}

/** For clients without a list of their own: which file takes it is asked in a message. */
async function addAndTell(session: Session, params: AddFromZoteroParams, signal: AbortSignal): Promise<AddEntryResult> {
  const result = await add(session, params, signal);
  if (result.kind === "added" || result.kind === "known") return result;
  const { window } = session.connection;
  const choices = (result.files ?? []).map(({ uri, label }) => ({ title: label, uri }));
  if (choices.length === 0) {
    window.showWarningMessage(result.message);
    return result;
  }
  const chosen = await window.showInformationMessage(result.message, ...choices);
  const target = choices.find(({ title }) => title === chosen?.title)?.uri;
  return target === undefined ? result : add(session, { ...params, target: uriOf(pathOf(target)) }, signal);
}

async function open({ connection, flags }: Session, { address }: OpenInZoteroArguments): Promise<null> {
  if (flags.showsDocuments) await connection.window.showDocument({ uri: address, external: true });
  return null;
}

/** Whatever else a command is handed is opened by nobody. */
const isOpening = (value: unknown): value is OpenInZoteroArguments =>
  typeof value === "object" &&
  value !== null &&
  "address" in value &&
  typeof value.address === "string" &&
  /^zotero:\/\/select\/\S+$/.test(value.address);

const isAdding = (value: unknown): value is AddFromZoteroParams =>
  typeof value === "object" &&
  value !== null &&
  "uri" in value &&
  typeof value.uri === "string" &&
  "items" in value &&
  isPicks(value.items);

const isPicks = (value: unknown): boolean =>
  Array.isArray(value) && value.every((pick) => typeof pick === "object" && pick !== null && typeof pick.item === "string");
