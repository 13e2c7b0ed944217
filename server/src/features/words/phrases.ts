export const placeWords = {
  page: (label: string): string => `p. ${label}`,
  note: (number: number): string => `note ${number}`,
};

/** `p. 150`, `pp. 104–106`, `para. 31`, `§ 31`; and where something stands: `on p. 105`, `in para. 12`. */
export const locatorWords = {
  named: (label: string, value: string): string => {
    if (label === "paragraph") return `para. ${value}`;
    if (label === "section") return `§ ${value}`;
    return `${/\d\s*[-–,]\s*\d|[ivxlc]\s*[-–,]\s*[ivxlc]/.test(value) ? "pp." : "p."} ${value}`;
  },
  at: (label: string, value: string): string => `${label === "page" ? "on" : "in"} ${locatorWords.named(label, value)}`,
} as const;

/** `Anthony 2012, p. 5`. */
export const withPlace = (work: string, place: string): string => (place === "" ? work : `${work}, ${place}`);

export const quoted = (text: string): string => `"${text}"`;

/** `1,204 entries`, `1 entry`. */
export function counted(count: number, one: string, many: string): string {
  return `${grouped.format(count)} ${count === 1 ? one : many}`;
}

const grouped = new Intl.NumberFormat("en-US");

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last: "and" | "or"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export const dayAndMonth = (time: number): string =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

export const dayMonthYear = (time: number): string =>
  new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function ordinal(number: number): string {
  const words = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
  return words[number] ?? `${number}th`;
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024).toLocaleString("en-US")} MB`;

export const times = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
