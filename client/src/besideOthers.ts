import { CompletionItemKind, extensions, type TextDocument } from "vscode";
import type { Middleware } from "vscode-languageclient/node";

/** Extensions that give bibliographies an outline and complete types and fields themselves. */
const bibliographyExtensions = ["james-yu.latex-workshop", "efoerster.texlab"];

/**
 * What other extensions do in a bibliography shows once: where one of them is active, the outline and the names of types and fields are left to it.
 * Values in use, keys, hovers and the rest remain ours.
 */
export const besideOthers: Middleware = {
  provideDocumentSymbols: (document, token, next) => (isShared(document) ? [] : next(document, token)),
  provideCompletionItem: async (document, position, context, token, next) => {
    const found = await next(document, position, context, token);
    if (!isShared(document) || found === null || found === undefined) return found;
    const isOurs = ({ kind }: { readonly kind?: number }): boolean => kind === undefined || !names.has(kind);
    return Array.isArray(found) ? found.filter(isOurs) : { ...found, items: found.items.filter(isOurs) };
  },
};

const isShared = ({ languageId }: TextDocument): boolean =>
  languageId === "bibtex" && bibliographyExtensions.some((id) => extensions.getExtension(id)?.isActive === true);

const names: ReadonlySet<number> = new Set([CompletionItemKind.Class, CompletionItemKind.Field]);
