/** An entry as it was meant. */
export interface KnownEntry {
  readonly key: string;
  readonly title: string;
  readonly family: string;
}

/** Forty entries in the ways that people break them; between two broken ones stand three good ones. */
export function brokenBibliography(): { readonly text: string; readonly all: readonly KnownEntry[] } {
  const all = Array.from({ length: 40 }, (_, i) => ({ key: `work${i}`, title: `The ${i}th book of harbours`, family: "Müller" }));
  const text = all.map((entry, i) => (i % 4 === 3 ? (breaks[(i >> 2) % breaks.length] ?? whole)(entry) : whole(entry)));
  return { text: text.join("\n\n"), all };
}

const author = 'author = {M{\\"u}ller, Ann and Bell, Ben}';

const whole = ({ key, title }: KnownEntry): string => `@book{${key},\n  ${author},\n  title = {${title}},\n  year = {1999}\n}`;

const breaks: readonly ((entry: KnownEntry) => string)[] = [
  ({ key, title }) => `@book{${key},\n  ${author}\n  title = {${title}},\n  year = {1999}\n}`,
  ({ key, title }) => `@book{${key},\n  ${author},\n  title = {${title},\n  year = {1999}\n}`,
  ({ key, title }) => `@book{${key},\n  ${author},\n  title = {${title}},\n  year =\n}`,
  ({ key, title }) => `@book{${key},\n  ${author},\n  title = "${title},\n  year = "1999"\n}`,
  ({ key, title }) => `@book{${key},\n  ${author},\n  title = {${title}},\n  year = {1999}`,
  ({ key, title }) => `@book{${key}\n  ${author},\n  title = {${title}},\n  year = {1999}\n}`,
  ({ key, title }) => `@book{${key},\n  ${author},\n  title = {${title}},\n  2nd = {x}, größe = {8°}\n}`,
  ({ key, title }) => `Sent by me@x.org\n@book{${key},\n  ${author},\n  title = {${title}},\n  month = unknown\n}`,
  ({ key, title }) => `@book{${key},\n  ${author},\n  title {${title}},\n  year = {1999}\n}`,
  ({ key, title }) => `@book{${key},\n  ${author},\n  title = {${title}}},\n  year = {1999}\n}`,
];
