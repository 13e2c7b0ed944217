/** What the reader died of, so that one bad file doesn't end it again and again. */
export interface ReaderDeaths {
  /** `file` is the document's identity: path, size and content. */
  record(path: string, file: string): void;
  /** True where a document at this path has ended the reader before: only then its identity need be made out. */
  isSuspect(path: string): boolean;
  /** Twice is enough; a changed document is another one. */
  isSetAside(file: string): boolean;
  /** True while the reader died five times within the last three minutes. */
  isPaused(): boolean;
}

const deathsToSetAside = 2;
const deathsToPause = 5;
const window = 3 * 60_000;

export function createReaderDeaths(now: () => number): ReaderDeaths {
  const suspects = new Set<string>();
  const deaths = new Map<string, number>();
  let recent: readonly number[] = [];
  return {
    record: (path, file) => {
      suspects.add(path);
      deaths.set(file, (deaths.get(file) ?? 0) + 1);
      recent = [...recent, now()].slice(-deathsToPause);
    },
    isSuspect: (path) => suspects.has(path),
    isSetAside: (file) => (deaths.get(file) ?? 0) >= deathsToSetAside,
    isPaused: () => recent.length === deathsToPause && now() - (recent[0] ?? 0) < window,
  };
}
