/** Titles of changes that are offered, and what is said where one can't be made. */
export const codeActionWords = {
  ignore: (code: string, where: "paragraph" | "entry"): string => `Ignore ${code} in this ${where}`,
  changedMeanwhile: (file: string): string => `${file} has changed meanwhile, so nothing was done: please ask once more.`,
} as const;
