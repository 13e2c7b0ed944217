/** On one line, without control characters and those that turn the direction of text: what a document holds steers neither a terminal nor a hover. */
export const visibleText = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
