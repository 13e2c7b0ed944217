import type { Settings } from "../config.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { QuoteIndex } from "../corpus/index/quoteIndex.ts";
import type { RichText } from "../csl/richText.ts";
import type { CslItem } from "../csl/types.ts";
import type { Entry } from "../library/entry.ts";
import type { StyleChoice } from "../library/formatting.ts";
import type { Library } from "../library/library.ts";
import type { LinkVerdict } from "../links/verdict.ts";
import type { BibliographyFacts } from "../syntax/bibliography.ts";
import type { QuotationBinding } from "../syntax/binding.ts";
import type { DraftFacts } from "../syntax/facts.ts";
import type { ArchivedCopy } from "../text/archivedCopy.ts";
import type { Accepted } from "./accepted.ts";
import type { BibliographyUse } from "./bibliographies.ts";
import type { CitationGraph } from "./citationGraph.ts";
import type { EntryFile } from "./entryFiles.ts";
import type { EntrySources } from "./entrySources.ts";
import type { DocumentParts } from "./naming.ts";
import type { StyleNamed } from "./plan.ts";
import type { SourceFile } from "./sourceFiles.ts";

/**
 * All that a feature may know, at one moment, about one document. Immutable: whoever holds one may take his time.
 * Taking one costs little, since its parts are shared and built only when something changed.
 */
export type Snapshot = DraftSnapshot | BibliographySnapshot;

export interface DraftSnapshot extends ProjectView {
  readonly kind: "draft";
  readonly path: string;
  readonly version: number;
  readonly text: string;
  readonly facts: DraftFacts;
  /** One for each quotation of the facts, in the same order. */
  readonly bindings: readonly QuotationBinding[];
}

export interface BibliographySnapshot extends ProjectView {
  readonly kind: "bibliography";
  readonly path: string;
  readonly version: number;
  readonly text: string;
  readonly facts: BibliographyFacts;
  /** Whether an open draft uses it: then the view is that draft's, with all its bibliographies. */
  readonly servesDraft: boolean;
}

/** What serves a document: shared by all drafts of one project. */
export interface ProjectView {
  readonly settings: Settings;
  readonly trusted: boolean;
  /** The workspace folder that holds the document, else its own. */
  readonly root: string;
  readonly folders: readonly string[];
  /** In the order in which they count: of two entries with one key the first is taken. */
  readonly bibliographies: readonly BibliographyState[];
  /** False while bibliographies are still looked for or read: nothing is called undefined then. */
  readonly libraryReady: boolean;
  readonly library: Library;
  readonly sources: readonly SourceFile[];
  /** True where more source files were found than are read. */
  readonly sourcesCut: boolean;
  readonly corpusReady: boolean;
  readonly corpus: Corpus;
  /** Of all sources that are read, perhaps more than this document's; not complete while `corpusReady` is false. */
  readonly quoteIndex: QuoteIndex;
  readonly entrySources: EntrySources;
  readonly style: StyleChoice;
  /** Who names the style; undefined where nobody does. */
  readonly styleNamed: StyleNamed | undefined;
  /** True once it turned out that this style can't be used. */
  readonly styleMissing: boolean;
  readonly locale: string;
  /** The files that a draft is one document with, as the chapters of a thesis are. */
  readonly document: DocumentParts;
  /** What the writer said is right as it is. */
  readonly accepted: Accepted;
  readonly citations: CitationGraph;
  /** False while the drafts of the workspace are still read: then some may cite what none seems to. */
  readonly draftsKnown: boolean;
  readonly thisYear: number;
  /** What is known of an address, whatever its spelling; undefined before its first check. */
  readonly verdictOf: (url: string) => LinkVerdict | undefined;
  /** The archived copy of a page that was looked for because the page is gone. */
  readonly archivedCopyOf: (url: string) => ArchivedCopy | undefined;
  /** What the resolver says of DOIs that were asked for, by the DOI in lower case. */
  readonly doiRecords: ReadonlyMap<string, CslItem>;
  /** The formatted reference where it is there already. */
  readonly referenceOf: (entry: Entry) => RichText | undefined;
}

export interface BibliographyState {
  readonly use: BibliographyUse;
  /** Undefined while it is read, and where it is missing. */
  readonly file: EntryFile | undefined;
}
