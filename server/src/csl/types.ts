/**
 * CSL-JSON, as its schema has it (citation-style-language/schema, csl-data.json, 1.0.2): the words in which works are described inside and in every JSON output.
 */
export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly "non-dropping-particle"?: string;
  readonly "dropping-particle"?: string;
  readonly suffix?: string;
  /** Corporate names and those that can't be split. */
  readonly literal?: string;
}

export interface CslDate {
  /** [[year, month?, day?]] or two of them for a range. */
  readonly "date-parts"?: readonly (readonly number[])[];
  readonly season?: number;
  readonly circa?: boolean;
  readonly literal?: string;
  readonly raw?: string;
}

export interface CslItem {
  readonly id?: string;
  readonly type?: string;
  readonly title?: string;
  readonly "title-short"?: string;
  readonly "container-title"?: string;
  readonly "container-title-short"?: string;
  readonly "collection-title"?: string;
  readonly publisher?: string;
  readonly "publisher-place"?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly number?: string;
  readonly page?: string;
  readonly edition?: string;
  readonly genre?: string;
  readonly medium?: string;
  readonly abstract?: string;
  readonly note?: string;
  readonly language?: string;
  readonly DOI?: string;
  readonly URL?: string;
  readonly ISBN?: string;
  readonly ISSN?: string;
  readonly archive?: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly translator?: readonly CslName[];
  readonly "container-author"?: readonly CslName[];
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly [field: string]: unknown;
}

/** Where in a work, in CSL's terms: `page`, `chapter`, `paragraph`, `note`, … */
export interface Locator {
  readonly label: string;
  /** As printed: `12`, `12–15`, `xiv`, `3, 5`. */
  readonly value: string;
}
