/** Filled in from package.json when bundled. */
declare const IBID_VERSION: string | undefined;

export const version: string = typeof IBID_VERSION === "string" ? IBID_VERSION : "0.0.0";
