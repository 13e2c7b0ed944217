/** Why a key can't be changed; one sentence with what to do. */
export const renameWords = {
  badKey: (key: string): string =>
    `"${key}" can't be a key: choose one without spaces, commas, braces, quotation marks, #, %, ~, = or parentheses.`,
  taken: (key: string, file: string): string => `"${key}" is the key of another entry in ${file}: choose another one.`,
  ownAlias: (key: string): string => `"${key}" is already another name of this entry, in its field ids: take it out there first.`,
  writtenBy: (file: string, program: string): string =>
    `${program} writes ${file} anew at each change: change the key in ${program}, which then changes it here.`,
  format: (file: string): string => `${file} is in a format that is only read here: change the key in the program that made it.`,
  inDraft: (key: string): string => `"${key}" is defined in the text of a draft itself: change it there by hand.`,
  unchangeable: (file: string): string => `${file} cites this key and can't be changed here: save it as UTF-8 first.`,
} as const;
