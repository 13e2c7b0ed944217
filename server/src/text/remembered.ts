import { copied } from "./copied.ts";

/** Texts that are kept; then all are forgotten at once. */
const most = 5_000;

/** What a function makes of a text, remembered for texts that come again and again: journals, given names. */
export function remembered<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier;
    if (known.size >= most) known.clear();
    const own = copied(text);
    const made = make(own);
    known.set(own, made);
    return made;
  };
}
