import data from "../../../../../data/referenceWords.json" with { type: "json" };

const topics = new Map<string, string[]>();
for (const [topic, words] of Object.entries(data.topics))
  for (const word of words.split(" ")) topics.set(word, [...(topics.get(word) ?? []), topic]);

const nothing: readonly string[] = [];

/** What a word in small letters is known to be about: `press` is of the topic `publisher`, `oxford` of `place`. */
export const topicsOf = (word: string): readonly string[] => topics.get(word) ?? nothing;
