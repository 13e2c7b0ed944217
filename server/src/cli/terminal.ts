/** Text from documents without what could steer a terminal or turn the direction of text. */
export const terminalText = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
