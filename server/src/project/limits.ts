const megabyte = 1024 * 1024;

/** Larger files are said to be too large rather than read; in bytes. */
export const bibliographySizeLimit = 200 * megabyte;
export const sourceSizeLimit = 100 * megabyte;
/** Characters of a draft in the editor; the longest books have a third of it. */
export const draftTextLimit = 12 * megabyte;

/** A source with more text than this, in characters, is no article, chapter or book, and would hold up everything else. */
export const sourceTextLimit = 8 * megabyte;

/** Files looked at below a folder of sources. */
export const sourceCountLimit = 50_000;

/** Milliseconds of work between two breaths of the main thread. */
export const sliceLength = 8;
