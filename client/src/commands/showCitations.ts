import { commands, Location, Position, Uri } from "vscode";
import { ReferencesRequest } from "vscode-languageclient/node";
import { type ProtocolPosition, type ShowCitationsArguments, showCitationsCommand } from "../../../server/src/protocol.ts";
import type { Server } from "../client.ts";
import { toRange } from "../sourceDocuments.ts";
import type { Command } from "./command.ts";

/** What the line "cited 3 times" above an entry opens: the places that cite it, as they are now, in the editor's own peek. */
export const showCitations = (server: Server): Command => ({
  id: showCitationsCommand,
  execute: async (argument) => {
    const shown = readArguments(argument);
    if (shown === undefined) return;
    const places = await citationsNow(server, shown);
    const locations = places.map(({ uri, range }) => new Location(Uri.parse(uri), toRange(range)));
    const position = new Position(shown.position.line, shown.position.character);
    await commands.executeCommand("editor.action.showReferences", Uri.parse(shown.uri), position, locations);
  },
});

/** Drafts may have been edited since the line was drawn. What the bibliography itself says of the entry is no citation. */
async function citationsNow(
  { client }: Server,
  { uri, position, locations }: ShowCitationsArguments,
): Promise<ShowCitationsArguments["locations"]> {
  if (!client.isRunning()) return locations;
  const context = { includeDeclaration: false };
  const places = await client.sendRequest(ReferencesRequest.type, { textDocument: { uri }, position, context });
  return places?.filter((place) => place.uri !== uri) ?? locations;
}

/** The argument may come from anywhere that can run a command. */
function readArguments(argument: unknown): ShowCitationsArguments | undefined {
  if (!isRecord(argument) || typeof argument.uri !== "string" || !isPosition(argument.position)) return undefined;
  const { uri, position, locations } = argument;
  return { uri, position, locations: Array.isArray(locations) ? locations.filter(isLocation) : [] };
}

function isLocation(value: unknown): value is ShowCitationsArguments["locations"][number] {
  return (
    isRecord(value) &&
    typeof value.uri === "string" &&
    isRecord(value.range) &&
    isPosition(value.range.start) &&
    isPosition(value.range.end)
  );
}

const isPosition = (value: unknown): value is ProtocolPosition => isRecord(value) && isCount(value.line) && isCount(value.character);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
