/** Web pages and Zotero's own numbers (`12047273/KC6WFG78`) are no keys that anybody would cite. */
export const isGoodKey = (key: string): boolean =>
  /^[^\s,{}"\\#%~=()]{1,100}$/.test(key) && !/^https?:|^\d+\/[A-Z0-9]{8}$|^10\.\d{4,}\//.test(key);

/** BibTeX takes `Smith2006` and `smith2006` for one. */
export const foldedKey = (key: string): string => key.toLowerCase();
