/** One line of the result. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  /** The median where there are several samples. */
  readonly value: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly samples?: number;
  readonly budget?: Budget;
  /** What the number alone does not say. */
  readonly note?: string;
}

export type Unit = "ms" | "MB" | "kB" | "links/s" | "times" | "%";

export interface Budget {
  readonly text: string;
  readonly met: boolean;
}

/** What one group came to, as its process hands it over. */
export interface GroupResult {
  readonly group: string;
  /** Median milliseconds of the fixed computation, timed in the same process. */
  readonly kernel: number;
  /** How busy the machine was over the last minute, when the group ended. */
  readonly load: number;
  readonly rows: readonly Row[];
}

/** `unit` as it shall be read: `ms`, `ms p99`. */
export const under = (value: number, limit: number, unit: string): Budget => ({ text: `< ${limit} ${unit}`, met: value < limit });

export const atLeast = (value: number, limit: number, unit: string): Budget => ({ text: `≥ ${limit} ${unit}`, met: value >= limit });

/** Met only where all of them are. */
export const both = (one: Budget, other: Budget): Budget => ({ text: `${one.text}, ${other.text}`, met: one.met && other.met });
