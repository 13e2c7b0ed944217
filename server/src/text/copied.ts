/** The same text by itself: a stretch that was cut out of a long text keeps all of that alive. */
export const copied = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));
