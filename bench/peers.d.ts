// What is used of the programs that Ibid is measured against, so that the types can be checked where they are not installed.

declare module "@citation-js/core" {
  export const plugins: {
    readonly input: { chain(text: string, options: { readonly forceType: string; readonly generateGraph: boolean }): readonly unknown[] };
  };
}

declare module "@citation-js/plugin-bibtex" {}

declare module "citation-js" {
  export { plugins } from "@citation-js/core";
}

declare module "latex-utensils" {
  export const bibtexParser: { parse(text: string): { readonly content: readonly unknown[] } };
}

declare module "approx-string-match" {
  export default function search(
    text: string,
    pattern: string,
    maxErrors: number,
  ): readonly { readonly start: number; readonly end: number; readonly errors: number }[];
}

declare module "fuzzball" {
  export function partial_ratio(one: string, other: string): number;
}

declare module "linkinator" {
  export function check(options: { readonly path: string; readonly concurrency: number; readonly timeout: number }): Promise<{
    readonly links: readonly { readonly url: string; readonly state: string }[];
  }>;
}

declare module "@retorquere/bibtex-parser" {
  export function parse(text: string): {
    readonly entries: readonly {
      readonly key: string;
      readonly fields: { readonly title?: string; readonly author?: readonly { readonly lastName?: string }[] };
    }[];
  };
}

declare module "biblatex-csl-converter" {
  type Rich = readonly { readonly text?: string }[];
  export function parse(text: string): {
    readonly entries: Readonly<
      Record<
        string,
        { readonly entry_key: string; readonly fields: { readonly title?: Rich; readonly author?: readonly { readonly family?: Rich }[] } }
      >
    >;
  };
}

declare module "bibtex-tidy" {
  export function tidy(text: string): { readonly bibtex: string };
}

declare module "minisearch" {
  export default class MiniSearch<Passage> {
    constructor(options: { readonly fields: readonly string[] });
    addAll(passages: readonly Passage[]): void;
    search(words: string): readonly { readonly id: unknown }[];
  }
}

declare module "flexsearch" {
  export class Document {
    constructor(options: { readonly document: { readonly id: string; readonly index: readonly string[] } });
    add(passage: { readonly id: number; readonly text: string }): unknown;
    search(
      words: string,
      options: { readonly limit: number; readonly suggest: boolean },
    ): readonly { readonly result: readonly (number | string)[] }[];
  }
}
