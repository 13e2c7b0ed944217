import type { ReadFault } from "../../source.ts";

/** A run of characters on a page as the PDF places it. Points, from the page's upper left corner, upright. */
export interface PdfItem {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The line on which the letters stand; larger is further down. */
  readonly base: number;
  readonly size: number;
  /** Which font it is: only to be compared. */
  readonly font: string;
  /** The file itself says that this is no text of its own: a running head, a page number, a watermark. */
  readonly artifact: boolean;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** In the order in which they are drawn. */
  readonly items: readonly PdfItem[];
  /** What a reader marked: rectangles of text. */
  readonly marked: readonly PdfRectangle[];
}

export interface PdfRectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PdfDocument {
  readonly kind: "pdf";
  readonly pages: readonly PdfPage[];
  /** What the file calls its pages; undefined where it doesn't. */
  readonly labels: readonly string[] | undefined;
  readonly title: string;
  readonly author: string;
  readonly doi: string;
  readonly language: string;
  /** The program that made it. */
  readonly maker: string;
}

type PdfJs = typeof import("unpdf/pdfjs");
type Proxy = Awaited<ReturnType<PdfJs["getDocument"]>["promise"]>;
type PageProxy = Awaited<ReturnType<Proxy["getPage"]>>;

/** More pages than a printed book has. */
const mostPages = 5_000;
/** Characters of one page; the densest newspaper has a tenth of it. */
const mostOnPage = 400_000;
/** Pieces of one page, be they single letters. */
const mostItems = 100_000;
/** Characters in all; what exceeds it is no text that anybody wrote. */
const mostInAll = 12_000_000;

/** Opens a PDF and takes its words with their places. Nothing in it is run, nothing outside it is asked for. */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument | ReadFault> {
  if (!hasPdfMark(bytes)) return { kind: "damaged" };
  const { getDocument } = await import("unpdf/pdfjs");
  // The library takes the bytes over, so it gets its own.
  const task = getDocument({
    data: bytes.slice(),
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    maxImageSize: 1,
  });
  try {
    return await collect(await task.promise);
  } catch (error) {
    return faultOf(error);
  } finally {
    await task.destroy();
  }
}

/** Within the first kilobyte, as readers allow. */
function hasPdfMark(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  return head.includes("%PDF-");
}

function faultOf(error: unknown): ReadFault {
  const name = error instanceof Error ? error.name : "";
  return name === "PasswordException" ? { kind: "encrypted" } : { kind: "damaged" };
}

async function collect(pdf: Proxy): Promise<PdfDocument | ReadFault> {
  const pages: PdfPage[] = [];
  let characters = 0;
  let failed = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
    const page = await pageOf(pdf, number);
    if (page === undefined) failed++;
    else characters += page.items.reduce((sum, item) => sum + item.text.length, 0);
    if (characters > mostInAll) return { kind: "excessive" };
    pages.push(page ?? { width: 0, height: 0, items: [], marked: [] });
  }
  if (failed > 0 && failed === pages.length) return { kind: "damaged" };
  return { kind: "pdf", pages, ...(await statements(pdf)) };
}

/** One page alone may be damaged; the others are read. */
async function pageOf(pdf: Proxy, number: number): Promise<PdfPage | undefined> {
  try {
    const page = await pdf.getPage(number);
    const read = await readPage(page);
    page.cleanup();
    return read;
  } catch (error) {
    if (error instanceof Error && error.name === "PasswordException") throw error;
    return undefined;
  }
}

async function readPage(page: PageProxy): Promise<PdfPage> {
  const viewport = page.getViewport({ scale: 1 });
  const collector = new ItemCollector(viewport.transform);
  await collectItems(page, collector);
  const items = collector.finish();
  return { width: viewport.width, height: viewport.height, items, marked: await highlightsOf(page, viewport.transform) };
}

/** Piece by piece, so that a page without an end has one. */
async function collectItems(page: PageProxy, collector: ItemCollector): Promise<void> {
  const reader = (
    page.streamTextContent({ includeMarkedContent: true }) as ReadableStream<{ readonly items: readonly TextOrMark[] }>
  ).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const item of value.items) collector.add(item);
    if (!collector.isFull) continue;
    await reader.cancel(new Error("more text than a page holds"));
    return;
  }
}

type Matrix = readonly number[];

interface TextOrMark {
  readonly type?: string;
  readonly tag?: string;
  readonly str?: string;
  readonly transform?: Matrix;
  readonly width?: number;
  readonly fontName?: string;
}

type Direction = 0 | 1 | 2 | 3;

/** Puts a page's items upright: the direction in which most of its letters run is the page's; what runs otherwise belongs to figures and margins. */
class ItemCollector {
  readonly #viewport: Matrix;
  readonly #items: [PdfItem[], PdfItem[], PdfItem[], PdfItem[]] = [[], [], [], []];
  readonly #counts: [number, number, number, number] = [0, 0, 0, 0];
  readonly #marks: boolean[] = [];
  #artifacts = 0;
  #characters = 0;
  #count = 0;

  constructor(viewport: Matrix) {
    this.#viewport = viewport;
  }

  add(item: TextOrMark): void {
    this.#count++;
    if (item.type === "beginMarkedContent" || item.type === "beginMarkedContentProps") this.#mark(item.tag === "Artifact");
    else if (item.type === "endMarkedContent") this.#unmark();
    else if (item.str !== undefined && item.str !== "" && item.transform !== undefined) this.#place(item.str, item.transform, item);
  }

  get isFull(): boolean {
    return this.#characters > mostOnPage || this.#count > mostItems;
  }

  finish(): PdfItem[] {
    const most = this.#counts.indexOf(Math.max(...this.#counts));
    return this.#items[most as Direction];
  }

  #mark(isArtifact: boolean): void {
    this.#marks.push(isArtifact);
    if (isArtifact) this.#artifacts++;
  }

  #unmark(): void {
    if (this.#marks.pop() === true) this.#artifacts--;
  }

  #place(text: string, transform: Matrix, item: TextOrMark): void {
    this.#characters += text.length;
    const [a, b, , , x, y] = multiplied(this.#viewport, transform);
    const size = Math.hypot(a, b);
    if (!(size > 0.5) || !Number.isFinite(x + y + size)) return;
    const direction = directionOf(a / size, b / size);
    if (direction === undefined) return;
    const [left, base] = turned(x, y, direction);
    const right = left + (item.width ?? 0);
    this.#items[direction].push({ text, left, right, base, size, font: item.fontName ?? "", artifact: this.#artifacts > 0 });
    this.#counts[direction] += text.trim().length;
  }
}

/** A few degrees off are still upright; slanted letters are a stamp. */
function directionOf(cosine: number, sine: number): Direction | undefined {
  if (cosine > 0.99) return 0;
  if (sine < -0.99) return 1;
  if (cosine < -0.99) return 2;
  return sine > 0.99 ? 3 : undefined;
}

function turned(x: number, y: number, direction: Direction): readonly [number, number] {
  switch (direction) {
    case 0:
      return [x, y];
    case 1:
      return [-y, x];
    case 2:
      return [-x, -y];
    case 3:
      return [y, -x];
  }
}

function multiplied(m: Matrix, n: Matrix): readonly [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

interface Annotation {
  readonly subtype?: string;
  readonly quadPoints?: ArrayLike<number> | null;
}

/** Highlighted and underlined stretches, by the rectangles that the reader's program drew over the lines. */
async function highlightsOf(page: PageProxy, viewport: Matrix): Promise<PdfRectangle[]> {
  const annotations: readonly Annotation[] = await page.getAnnotations();
  return annotations
    .filter((annotation) => annotation.subtype === "Highlight" || annotation.subtype === "Underline")
    .flatMap((annotation) => rectanglesOf(Array.from(annotation.quadPoints ?? []), viewport))
    .slice(0, 2_000);
}

/** Eight numbers are one rectangle: its corners. */
function rectanglesOf(numbers: readonly number[], viewport: Matrix): PdfRectangle[] {
  const rectangles: PdfRectangle[] = [];
  for (let at = 0; at + 8 <= numbers.length; at += 8) {
    const corners = [0, 2, 4, 6].map((i) => multiplied(viewport, [1, 0, 0, 1, numbers[at + i] ?? 0, numbers[at + i + 1] ?? 0]));
    const across = corners.map((corner) => corner[4]);
    const down = corners.map((corner) => corner[5]);
    rectangles.push({ left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) });
  }
  return rectangles;
}

interface Info {
  readonly Title?: unknown;
  readonly Author?: unknown;
  readonly Language?: unknown;
  readonly Producer?: unknown;
  readonly Creator?: unknown;
}

type Statements = Omit<PdfDocument, "kind" | "pages">;

async function statements(pdf: Proxy): Promise<Statements> {
  try {
    const { info, metadata } = await pdf.getMetadata();
    const { Title, Author, Language, Producer, Creator } = info as Info;
    // The XMP packet speaks for itself, where there is one; the older dictionary fills in.
    const xmp = (name: string): string => textOf((metadata as { get(name: string): unknown } | null)?.get(name));
    return {
      labels: (await pdf.getPageLabels()) ?? undefined,
      title: xmp("dc:title") || textOf(Title),
      author: xmp("dc:creator") || textOf(Author),
      doi: xmp("prism:doi") || xmp("pdfx:doi") || doiIn(xmp("dc:identifier")),
      language: textOf(Language),
      maker: `${textOf(Creator)} ${textOf(Producer)}`,
    };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return { labels: undefined, title: "", author: "", doi: "", language: "", maker: "" };
  }
}

const doiIn = (text: string): string => /10\.\d{4,9}\/\S+/.exec(text)?.[0] ?? "";

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter((one) => typeof one === "string").join("; ");
  return typeof value === "string" ? value.replaceAll("\0", "").trim().slice(0, 1_000) : "";
}
