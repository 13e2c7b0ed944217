interface Tally {
  right: number;
  given: number;
  wanted: number;
}

export const f1 = ({ right, given, wanted }: Tally): number => (given + wanted === 0 ? 1 : (2 * right) / (given + wanted));

/** Runs of tokens with one label, held against the true ones: a span counts where both ends and the label are right. */
export class Spans {
  readonly all: Tally = { right: 0, given: 0, wanted: 0 };
  /** References without a mistake, and all. */
  whole = 0;
  count = 0;

  /** `ignored`: the label of words that belong to no field. */
  add(given: readonly string[], wanted: readonly string[], ignored = ""): void {
    const counts = (span: string): boolean => ignored === "" || !span.endsWith(` ${ignored}`);
    const [found, due] = [spansOf(given).filter(counts), new Set(spansOf(wanted).filter(counts))];
    const right = found.filter((span) => due.has(span)).length;
    this.all.right += right;
    this.all.given += found.length;
    this.all.wanted += due.size;
    this.count++;
    if (right === found.length && right === due.size) this.whole++;
  }
}

/** `3-7 title`. */
function spansOf(labels: readonly string[]): string[] {
  const spans: string[] = [];
  let start = 0;
  for (let i = 1; i <= labels.length; i++) {
    if (i < labels.length && labels[i] === labels[start]) continue;
    spans.push(`${start}-${i} ${labels[start]}`);
    start = i;
  }
  return spans;
}
