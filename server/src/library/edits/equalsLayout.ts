import type { RawField } from "../../syntax/bibliography.ts";
import { Tally } from "./tally.ts";

/** What stands between a field's name and its value. */
export interface EqualsLayout {
  /** For a field of an entry whose longest name has `longest` letters. */
  readonly between: (name: string, longest: number) => string;
}

export const usualEquals: EqualsLayout = { between: () => " = " };

/**
 * Sees whether the signs stand in a column, and in which:
 *
 *     author  = {…},     the signs in one column of the file, or behind the longest name of each entry
 *     title =   {…},     or the values in one column
 */
export class EqualsObserver {
  readonly #before = new Tally();
  readonly #after = new Tally();
  readonly #signColumn = new Tally();
  readonly #valueColumn = new Tally();
  /** Columns counted from the entry's longest name, where all of its signs stand in one. */
  readonly #behindLongest = new Tally();

  look(text: string, fields: readonly RawField[]): void {
    const columns = new Set<number>();
    let longest = 0;
    for (const { nameSpan, valueSpan } of fields) {
      const [, before, after] = /^(\s*)=(\s*)$/.exec(text.slice(nameSpan.end, Math.min(valueSpan.start, nameSpan.end + 80))) ?? [];
      if (before === undefined || after === undefined || after.includes("\n")) continue;
      const length = nameSpan.end - nameSpan.start;
      longest = Math.max(longest, length);
      columns.add(length + before.length);
      this.#before.add(before);
      this.#after.add(after);
      this.#signColumn.add(String(length + before.length));
      this.#valueColumn.add(String(length + before.length + 1 + after.length));
    }
    const [column = 0] = columns;
    if (columns.size === 1 && fields.length > 1) this.#behindLongest.add(String(column - longest));
    else if (columns.size > 1) this.#behindLongest.add("none");
  }

  layout(): EqualsLayout | undefined {
    const before = this.#before.best();
    const after = this.#after.best();
    if (before === undefined || after === undefined) return undefined;
    const valueColumn = inColumn(this.#after, this.#valueColumn);
    const written = (sign: string, name: string): string =>
      valueColumn === undefined ? sign + after : sign + " ".repeat(Math.max(1, valueColumn - name.length - sign.length));
    const isPadded = this.#before.total > 1 && this.#before.share() < mostly;
    const behind = this.#behindLongest.share() >= mostly ? this.#behindLongest.best() : undefined;
    const width = inColumn(this.#before, this.#signColumn);
    // Exactly one blank behind the longest name is no accident.
    if (isPadded && (behind === "0" || behind === "1" || (width === undefined && behind !== undefined && behind !== "none")))
      return { between: (name, longest) => written(`${" ".repeat(Math.max(0, longest + Number(behind) - name.length))}=`, name) };
    if (width !== undefined) return { between: (name) => written(`${" ".repeat(Math.max(1, width - name.length))}=`, name) };
    return { between: (name) => written(`${before}=`, name) };
  }
}

const mostly = 0.6;

/** The column that most stand in, where that says more of the file than a fixed number of blanks. */
function inColumn(blanks: Tally<string>, columns: Tally<string>): number | undefined {
  const column = columns.best();
  return blanks.total > 1 && blanks.share() < mostly && columns.share() >= mostly && column !== undefined ? Number(column) : undefined;
}
