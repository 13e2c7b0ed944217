import { createRandom, type Random } from "./random.ts";
import { madeWord } from "./syllables.ts";
import { capitalised } from "./words.ts";

/** `tex` is the name as older files write it: `M{\"u}ller`. */
export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly tex: string;
}

export function personName(random: Random): PersonName {
  const family = random.pickByRank(families);
  const given = random.chance(0.4)
    ? `${random.pick(givenNames)} ${random.pick(["A.", "B.", "E.", "J.", "M.", "R."])}`
    : random.pick(givenNames);
  return { family: family.name, given, tex: `${family.tex}, ${given}` };
}

interface FamilyName {
  readonly name: string;
  readonly tex: string;
}

const plain = (name: string): FamilyName => ({ name, tex: name });

const accented: readonly FamilyName[] = [
  { name: "Müller", tex: '{M{\\"u}ller}' },
  { name: "Björklund", tex: '{Bj{\\"o}rklund}' },
  { name: "Ångström", tex: '{{\\AA}ngstr{\\"o}m}' },
  { name: "García", tex: "Garc{\\'i}a" },
  { name: "Núñez", tex: "N{\\'u}{\\~n}ez" },
  { name: "Lefèvre", tex: "Lef{\\`e}vre" },
  { name: "Crête", tex: "Cr{\\^e}te" },
  { name: "Françoise", tex: "Fran{\\c c}oise" },
  { name: "Šimečka", tex: "{\\v S}ime{\\v c}ka" },
  { name: "Łukasiewicz", tex: "{\\L}ukasiewicz" },
  { name: "Wałęsa", tex: "Wa{\\l}{\\k e}sa" },
  { name: "Đorđević", tex: "Djordjevi{\\'c}" },
  { name: "Şahin", tex: "{\\c S}ahin" },
  { name: "Ørsted", tex: "{\\O}rsted" },
  { name: "Weiß", tex: "Wei{\\ss}" },
];

const common =
  "Smith Jones Brown Taylor Wilson Davies Evans Thomas Johnson Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Clark Turner Hill Scott Cooper Morris Ward Moore King Watson Baker Harrison Morgan Patel Young Allen Mitchell James Anderson Phillips Lee Bell Parker Davis Bennett Miller Cook Shaw Cox Rossi Russo Bianchi Kim Park Chen Wang Li Zhang Liu Yang Sato Suzuki Tanaka Ivanov Petrov Novak Kowalski Nielsen Hansen Larsen Okafor Mensah Diallo Haddad Cohen Levi Silva Santos Pereira Costa";

const families: readonly FamilyName[] = interleaved(accented, [...common.split(" ").map(plain), ...madeFamilies(4_000)]);

const givenNames =
  "Ada Ben Carla David Elena Felix Grace Hannah Ivan Julia Karl Laura Mark Nadia Oscar Paula Ruth Simon Tara Ursula Victor Wendy Yusuf Zoe Zoë José Anaïs Jürgen".split(
    " ",
  );

/** Every sixth name bears an accent, until there are none left. */
function interleaved(some: readonly FamilyName[], many: readonly FamilyName[]): FamilyName[] {
  return many.flatMap((name, index) => (index % 5 === 0 ? [name, ...some.slice(index / 5, index / 5 + 1)] : [name]));
}

function madeFamilies(count: number): FamilyName[] {
  const random = createRandom(23);
  return Array.from({ length: count }, () => plain(capitalised(madeWord(random))));
}
