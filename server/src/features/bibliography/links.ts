import { readOnce } from "../../library/entries.ts";
import type { Entry } from "../../library/entry.ts";
import { filePaths } from "../../library/fileField.ts";
import { identifiersOf } from "../../library/identifiers.ts";
import { linksOfEntry } from "../../project/placedLinks.ts";
import type { BibliographySnapshot } from "../../project/snapshot.ts";
import type { RawField } from "../../syntax/bibliography.ts";
import { fieldsNamed } from "../../syntax/scannedEntry.ts";
import { type Span, span } from "../../text/span.ts";

/** A place that can be opened: a page, or a file that is still to be looked for. */
export type DocumentLink =
  | { readonly kind: "web"; readonly span: Span; readonly url: string }
  | { readonly kind: "file"; readonly span: Span; readonly path: string };

/** Links that are found in steps. */
export interface DocumentLinks {
  advance(mayContinue: () => boolean): boolean;
  readonly found: readonly DocumentLink[];
}

/** The links on `doi`, `url`, `eprint` and `file` of all entries. */
export function documentLinks(snapshot: BibliographySnapshot): DocumentLinks {
  const entries = snapshot.library.entries.filter((entry) => entry.path === snapshot.path);
  const found: DocumentLink[] = [];
  let next = 0;
  return {
    found,
    advance(mayContinue) {
      while (next < entries.length) {
        const entry = entries[next++];
        if (entry !== undefined) found.push(...linksIn(readOnce(entry)));
        if (!mayContinue()) return next >= entries.length;
      }
      return true;
    },
  };
}

function linksIn(entry: Entry): readonly DocumentLink[] {
  const printed = entry.addresses.flatMap(({ url, span: at }, index) => {
    // As it is printed where a browser can open that, with its fragment; else as repaired.
    const target = /^https?:\/\//i.test(url) ? url : linksOfEntry(entry)[index]?.url;
    return target === undefined ? [] : [{ kind: "web" as const, span: at, url: target }];
  });
  const named = identifiersOf(entry.raw).map(({ url, span: at }) => ({ kind: "web" as const, span: at, url }));
  const files = fileFields.flatMap((name) => fieldsNamed(entry.raw, name)).flatMap(fileLinks);
  return [...printed, ...named.filter((link) => !printed.some((other) => other.span.start === link.span.start)), ...files];
}

const fileFields: readonly string[] = ["file", "pdf", "L1"];

/** Each attachment of `Full Text:files/a.pdf:application/pdf;Notes:b.html:text/html` by itself. */
function fileLinks(field: RawField): readonly DocumentLink[] {
  return field.parts.flatMap((part) =>
    [...part.text.matchAll(/(?:\\[\s\S]|[^;\\])+/g)].flatMap((match) => {
      const [path] = filePaths(match[0]);
      const start = part.span.start + match.index + (match[0].length - match[0].trimStart().length);
      return path === undefined ? [] : [{ kind: "file" as const, path, span: span(start, start + match[0].trim().length) }];
    }),
  );
}
