import type { AddEntryReport } from "../actions/addEntry.ts";
import type { CodeAction } from "../features/codeAction.ts";
import { zoteroActions } from "../features/codeActions/openInZotero.ts";
import { adding } from "../features/words/adding.ts";
import { zoteroLine, zoteroTrouble, zoteroWords } from "../features/words/zotero.ts";
import { keyFor, knownAs } from "../features/zoteroOffers.ts";
import type { Clock } from "../host.ts";
import type { Entry } from "../library/entry.ts";
import type { Library } from "../library/library.ts";
import { sameWorkSearch } from "../library/sameWork.ts";
import { searchLibrary } from "../library/search.ts";
import { shortReference } from "../library/shortReference.ts";
import { zoteroAddress, zoteroMembers } from "../library/zoteroItem.ts";
import { citedKeys } from "../project/citationGraph.ts";
import { within } from "../project/deadline.ts";
import { inSlices } from "../project/slices.ts";
import type { Snapshot } from "../project/snapshot.ts";
import type { Workspace } from "../project/workspace.ts";
import type { ZoteroFiles } from "../project/zoteroFiles.ts";
import type { ZoteroShelf, ZoteroState } from "../project/zoteroShelf.ts";
import { baseName } from "../text/path.ts";
import type { Span } from "../text/span.ts";
import type { AddOptions, WritingService } from "./writingService.ts";

/** An item that the writer chose: `users/0/items/ABCD1234`, and the key under which it was offered. */
export interface ZoteroPick {
  readonly item: string;
  readonly key?: string | undefined;
}

/** A work in the list from which the writer chooses. */
export interface ZoteroRow {
  readonly item: string;
  readonly key: string;
  readonly work: string;
  readonly title: string;
  readonly container: string;
  /** True where the library has it already, under this key. */
  readonly known: boolean;
}

export interface ZoteroRows {
  readonly rows: readonly ZoteroRow[];
  /** `1,204 items, as of 10:32`, or why there is nothing. */
  readonly line: string;
  readonly trouble: boolean;
}

/** What is known of the writer's Zotero over time. */
export interface ZoteroParts {
  readonly shelf: ZoteroShelf;
  readonly files: ZoteroFiles;
}

interface ZoteroKit extends ZoteroParts {
  readonly clock: Clock;
  readonly workspace: Workspace;
  readonly writing: WritingService;
}

/** Milliseconds that a writer who asks for Zotero's items waits for them to be there; then the list fills up as they come. */
const openingDeadline = 2_500;

/** The writer's Zotero: what it holds, and how it comes into their bibliography. */
export class ZoteroService {
  readonly #kit: ZoteroKit;

  constructor(kit: ZoteroKit) {
    this.#kit = kit;
  }

  /** As it was when it last answered; meanwhile it is asked again, if that was long ago. */
  stateFor(view: Snapshot): ZoteroState {
    const { shelf, files } = this.#kit;
    shelf.consider(view.settings, view.trusted);
    if (view.kind === "draft") files.want([...citedKeys(view.facts).keys()].flatMap((key) => view.library.find(key) ?? []));
    return shelf.state;
  }

  /** It runs, but does not let us in. */
  get refuses(): boolean {
    const { condition } = this.#kit.shelf.state;
    return condition.kind === "fault" && condition.fault === "refusing";
  }

  /** Resolves when Zotero has been asked for all that is to be asked. */
  async ready(): Promise<void> {
    await this.#kit.shelf.settled();
    await this.#kit.files.settled();
  }

  line(view: Snapshot): string {
    return zoteroLine(this.stateFor(view), this.#kit.clock.now());
  }

  /** What may be offered beside a library; undefined where there is nothing. Never waits for Zotero. */
  async offeredBeside(view: Snapshot): Promise<Library | undefined> {
    const { library } = this.stateFor(view);
    if (library.entries.length === 0) return undefined;
    const same = sameWorkSearch(view.library);
    await inSlices(this.#kit.clock, (mayContinue) => same.advance(mayContinue));
    return library;
  }

  /** Where Zotero itself shows an item: `zotero://select/library/items/ABCD1234`, of a group's library `zotero://select/groups/12345/items/ABCD1234`. */
  addressToOpen(item: string): string | undefined {
    const [, group, key] = /^(?:users\/\d+|groups\/(\d+))\/items\/([A-Z0-9]{8})$/.exec(item) ?? [];
    if (key === undefined) return undefined;
    return `zotero://select/${group === undefined ? "library" : `groups/${group}`}/items/${key}`;
  }

  /** The way to what Zotero itself must change. */
  actions(snapshot: Snapshot, place: Span): readonly CodeAction[] {
    const { library } = this.#kit.shelf.state;
    return zoteroActions(snapshot, place, (entry) => {
      const item = library.find(entry.key);
      return item === undefined ? undefined : this.addressToOpen(zoteroAddress(item.raw));
    });
  }

  find(item: string): Entry | undefined {
    return this.#kit.shelf.state.library.entries.find((entry) => zoteroAddress(entry.raw) === item);
  }

  /** For a list that the writer asked for: what fits the words, best first. Without words the newest. */
  async search(path: string, words: string, limit: number): Promise<ZoteroRows> {
    const { shelf, clock, workspace } = this.#kit;
    await workspace.planned(path);
    const view = workspace.snapshot(path);
    if (view === undefined) return { rows: [], line: adding.notOpen, trouble: true };
    if (this.stateFor(view).asOf === undefined) {
      shelf.askAgain();
      this.stateFor(view);
      await within(clock, openingDeadline, shelf.settled());
    }
    const library = await this.offeredBeside(view);
    const line = this.line(view) || zoteroWords.notHere;
    const trouble = library === undefined || zoteroTrouble(shelf.state) !== undefined;
    if (library === undefined) return { rows: [], line, trouble };
    const rows = searchLibrary(library, words, { limit }).map(({ entry }) => rowOf(view.library, entry));
    return { rows, line, trouble };
  }

  /** Adds what was chosen to the bibliography of a draft; `keys` are those of all that was chosen, in order, also of what was there already. */
  async add(path: string, picks: readonly ZoteroPick[], options: AddOptions): Promise<AddEntryReport> {
    const { workspace, writing } = this.#kit;
    await workspace.planned(path);
    const library = workspace.snapshot(path)?.library;
    if (library === undefined) return { kind: "refused", message: adding.notOpen };
    const chosen = picks.flatMap(({ item, key }) => {
      const entry = this.find(item);
      return entry === undefined ? [] : [{ entry, key, known: knownAs(library, entry) }];
    });
    if (chosen.length === 0) return { kind: "refused", message: zoteroWords.nothingChosen };
    const fresh = chosen.filter(({ known }) => known === undefined);
    const [first] = chosen;
    if (fresh.length === 0) {
      const keys = chosen.flatMap(({ known }) => known?.key ?? []);
      return { kind: "known", keys, message: adding.known(keys, baseName(first?.known?.path ?? "")) };
    }
    const items = fresh.map(({ entry, key }) => ({ ...zoteroMembers(entry.raw), id: key ?? keyFor(library, entry) }));
    const report = await writing.addItems(path, items, options);
    if (report.kind !== "added" || report.keys.length !== fresh.length) return report;
    const added = [...report.keys];
    return { ...report, keys: chosen.flatMap(({ known }) => known?.key ?? added.shift() ?? []) };
  }
}

function rowOf(library: Library, entry: Entry): ZoteroRow {
  const known = knownAs(library, entry);
  return {
    item: zoteroAddress(entry.raw),
    key: known?.key ?? keyFor(library, entry),
    work: shortReference(entry),
    title: entry.title,
    container: entry.container,
    known: known !== undefined,
  };
}
