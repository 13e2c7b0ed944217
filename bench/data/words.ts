import { createRandom, type Random } from "./random.ts";
import { madeWord } from "./syllables.ts";

/** By how often they are used: some hundred words of English, then thousands that only look like English, as the rare words of a real text do to a program. */
export const vocabulary: readonly string[] = [...commonWords(), ...madeWords(20_000)];

/** The rarer part of the vocabulary: what titles are made of. */
export const titleWords: readonly string[] = vocabulary.slice(60);

/** 8 to 30 words with a capital and a full stop. */
export function sentence(random: Random): string {
  const words = Array.from({ length: random.between(8, 30) }, () => random.pickByRank(vocabulary));
  const parts = words.map((word, index) => (index < words.length - 1 && random.chance(0.08) ? `${word},` : word));
  return `${capitalised(parts.join(" "))}.`;
}

export function paragraph(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => sentence(random)).join(" ");
}

export function title(random: Random): string {
  const words = Array.from({ length: random.between(4, 11) }, (_, index) =>
    index % 3 === 2 ? random.pick(["of", "and", "in", "the", "for"]) : capitalised(random.pickByRank(titleWords)),
  );
  const last = capitalised(random.pickByRank(titleWords));
  return `${[...words, last].join(" ")}${random.chance(0.3) ? `: ${capitalised(random.pickByRank(titleWords))} ${random.pickByRank(titleWords)}` : ""}`;
}

export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function commonWords(): string[] {
  return `the of and to in a is that for it as was with be by on not he his but are this at from or have an they which one you were all her she
    there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may
    first then do any like my now over such our man me even most made after also did many before must through years where much your way well down should
    because each just those people how too little state good very make world still see own work long both under never between last another while might us
    great since against right came take used himself few house during without again place around however small found thought part general high upon school
    every don't united left number course war until always away something fact though water less public put think almost hand enough far took head yet
    government system better set told nothing night end why called didn't eyes find going look asked later knew point next program city business give
    group toward young days let room word president side social given present several order national possible rather second face per among form important
    often things looked early white case large need four within felt children along saw best church ever least power development light thing seemed family
    interest want members mind country area others done turned although open god service certain kind problem began different door thus help sense means
    whole matter policy security alliance council treaty relations history evidence theory method argument chapter article author reader source language
    research study analysis question answer review journal society culture politics economy institution organisation cooperation conflict peace crisis
    decision process practice identity interests expansion enlargement partnership strategy defence summit declaration agreement negotiation statement`
    .split(/\s+/)
    .filter((word) => word !== "");
}

function madeWords(count: number): string[] {
  const random = createRandom(11);
  const made = new Set<string>();
  while (made.size < count) made.add(madeWord(random));
  return [...made];
}
