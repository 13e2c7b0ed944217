/** The words of the command line's reports. */
export const reportWords = {
  nothing: "Nothing to mend.",
  count: (problems: number, documents: number): string => `${counted(problems, "problem")} in ${counted(documents, "document")}.`,
} as const;

const counted = (count: number, noun: string): string => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

export const usage = `ibid: checks citations, quotations and links of drafts against their bibliographies and sources

  ibid check PATH…          problems of drafts and bibliographies      --format text|json|sarif|markdown  --fail-on SEVERITY
  ibid citations PATH…      every citation of drafts                    --format json
  ibid library PATH…        the entries that serve these files          --format csl-json|biblatex|ris|json
  ibid references SOURCE    notes and references printed in a source    --format json|csl-json|biblatex|ris
  ibid quote TEXT           where a quotation stands                    --sources PATH… [--in SOURCE]
  ibid links PATH…          the links of drafts and bibliographies      --format json|text|markdown|csv|sarif

  --root FOLDER             what the paths of settings relate to
  --config FILE             settings: the value of section "ibid" as JSON
  --set ibid.NAME=VALUE     one setting

Exit code: 0 nothing of --fail-on (warning) or worse, 1 something, 2 wrong use or failure.
`;
