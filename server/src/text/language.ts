/** By its script, or by its small words; undefined where they are too few or speak for several. */
export function languageOf(text: string): string | undefined {
  const script = scripts.find(([, letters]) => (text.match(letters)?.length ?? 0) * 2 > (text.match(/\p{L}/gu)?.length ?? 0));
  if (script !== undefined) return script[0];
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const [first, second] = byCount(words);
  if (first === undefined || first.count < 2 || first.count * 5 < words.length) return undefined;
  return first.count >= 2 * (second?.count ?? 0) ? first.language : undefined;
}

/**
 * The language of a title that seems not to be English: of so few words a single one tells, "Theorie des kommunikativen Handelns".
 * undefined for English, and where nothing tells.
 */
export function foreignLanguageOf(title: string): string | undefined {
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? [];
  const ranked = byCount(words);
  const english = ranked.find(({ language }) => language === "en")?.count ?? 0;
  const [first] = ranked;
  return first !== undefined && first.count > english ? first.language : undefined;
}

/** The languages by how many of the words are small words of theirs, most first. */
const byCount = (words: readonly string[]): readonly { readonly language: string; readonly count: number }[] =>
  [...smallWords]
    .map(([language, small]) => ({ language, count: words.filter((word) => small.has(word)).length }))
    .sort((one, other) => other.count - one.count);

const scripts: readonly (readonly [string, RegExp])[] = [
  ["Cyrillic", /\p{Script=Cyrillic}/gu],
  ["Greek", /\p{Script=Greek}/gu],
  ["Hebrew", /\p{Script=Hebrew}/gu],
  ["Arabic", /\p{Script=Arabic}/gu],
  ["Chinese or Japanese", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
];

const smallWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    [
      "en",
      "the of and to that is was were are with for by this which from have has had not been their its would at as be it they who but or an on we our there what when",
    ],
    [
      "de",
      "der die das und ist nicht den dem des ein eine einer einen einem mit für von zu auf sich auch wird werden war waren wurde als daß dass bei aus nach im am zur zum sie es wir aber oder sind haben hat",
    ],
    [
      "fr",
      "le la les des du et est une un que qui dans pour pas ne par sur avec au aux ce cette ces ont été sont plus il elle nous vous leur mais ou se sa son ses d l qu n s",
    ],
    ["es", "el la los las del de y es una un que en por con para no se su sus al lo como más pero este esta son fue ha o"],
    [
      "it",
      "il lo la gli le del della dei delle di e è una un che in per con non si da al alla sono come più ma questo questa ha o nel nella",
    ],
    ["nl", "de het een van en is niet dat die voor met op te zijn was aan ook als door naar bij om uit er maar of worden wordt"],
  ].map(([language = "", small = ""]) => [language, new Set(small.split(" "))] as const),
);
