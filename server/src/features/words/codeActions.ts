/** Titles of changes that are offered, and what is said where one can't be made. */
export const codeActionWords = {
  ignore: (code: string, where: "paragraph" | "entry"): string => `Ignore ${code} in this ${where}`,
  noQuotation: "Not a quotation: check none in this paragraph",
  addFrom: (key: string, from: string, to: string): string => `Add "${key}" from ${from} to ${to}`,
  createEntry: (key: string, file: string): string => `Create an entry "${key}" in ${file}`,
  keyByPattern: "Rename this key by the pattern of this file",
  changedMeanwhile: (file: string): string => `${file} has changed meanwhile, so nothing was done: please ask once more.`,
} as const;
