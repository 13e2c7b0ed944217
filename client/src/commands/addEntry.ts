import { env, window } from "vscode";
import type { Server } from "../client.ts";
import { shownDocument } from "../documents.ts";
import { addEntries } from "../entries.ts";
import type { Command } from "./command.ts";

/** Adds what the writer pastes (BibTeX, RIS, CSL-JSON, a DOI) to the bibliography of the draft. */
export function addEntry(server: Server): Command {
  return {
    id: "ibid.addEntry",
    execute: async (argument) => {
      const document = shownDocument();
      if (!document) return showNothingOpen();
      const text = typeof argument === "string" ? argument : await askForText();
      if (text !== undefined && text.trim() !== "") await addEntries(server, { uri: document.uri.toString(), text });
    },
  };
}

async function showNothingOpen(): Promise<void> {
  await window.showInformationMessage("Open a draft or a bibliography first: then Ibid knows where the entry belongs.");
}

/** The clipboard stands in the box where it holds an entry; its line ends, which the box drops, count again where it is taken as it is. */
async function askForText(): Promise<string | undefined> {
  const copied = await env.clipboard.readText();
  const value = looksLikeEntry(copied) ? oneLine(copied) : "";
  const typed = await window.showInputBox({
    title: "Add Entry",
    prompt: "A DOI, or an entry as BibTeX, RIS or CSL-JSON",
    placeHolder: "10.1080/09662830008407453",
    value,
    ignoreFocusOut: true,
  });
  return typed !== undefined && typed === value ? copied : typed;
}

/** A whole page on the clipboard is none. */
const looksLikeEntry = (text: string): boolean =>
  text.length < 20_000 &&
  /^\s*(?:(?:doi:?\s*|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\/\S+\s*$|@\w+\s*[{(]|TY {1,2}- |\[?\s*\{\s*"(?:id|type|title|author|DOI)")/i.test(
    text,
  );

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
