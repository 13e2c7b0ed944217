/** Filled in from package.json when bundled. */
declare const IBID_VERSION: string | undefined;

export const version: string = typeof IBID_VERSION === "string" ? IBID_VERSION : "0.0.0";

/** A digest of all sources that went into the bundle. */
declare const IBID_BUILD: string | undefined;

/** Another text for every build; undefined where the sources run as they are, and may change from one moment to the next. */
export const build: string | undefined = typeof IBID_BUILD === "string" ? IBID_BUILD : undefined;
