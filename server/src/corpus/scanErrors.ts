import { isStopWord } from "../text/stopWords.ts";
import type { Source } from "./source.ts";

/** What reading a source from pictures did to its words. */
export interface ScanErrors {
  /** Letters were taken for others: `tbe`, `c1osed`, `rnany`. */
  readonly misread: boolean;
  /** Old long s was taken for f: `fuch`, `moft`. */
  readonly longS: boolean;
  /** Ligatures were lost: `oce`, `rst`, and not one `fi`, `fl` or `ff` in the whole text. */
  readonly lostLigatures: boolean;
  /** Most of it is no words at all: nothing can be compared with it. */
  readonly noise: boolean;
}

/** By words that cannot be what was printed; found once a source. */
export function scanErrorsOf(source: Source): ScanErrors {
  const known = knownErrors.get(source);
  if (known) return known;
  const errors = foundErrors(source.read.text);
  knownErrors.set(source, errors);
  return errors;
}

/** Whether a word may have been printed as quoted and only been read as it stands in the source: `modern` read as `modem`. */
export function isMisreading({ misread, longS }: ScanErrors, quoted: string, read: string): boolean {
  if (!misread && !longS) return false;
  if (/^\d+$/.test(quoted) && /^\d+$/.test(read)) return false;
  if (longS && quoted.replaceAll("s", "f") === read.replaceAll("s", "f")) return true;
  return (
    misread &&
    Math.abs(quoted.length - read.length) < 4 &&
    isReadFrom(longS ? quoted.replaceAll("s", "f") : quoted, longS ? read.replaceAll("s", "f") : read, 1 + (quoted.length >> 2))
  );
}

const knownErrors = new WeakMap<Source, ScanErrors>();

function foundErrors(text: string): ScanErrors {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [word] of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const form = word.toLowerCase();
    counts.set(form, (counts.get(form) ?? 0) + 1);
    total++;
  }
  const counted = (is: (form: string) => boolean): number => [...counts].reduce((sum, [form, count]) => sum + (is(form) ? count : 0), 0);
  const least = Math.max(2, total / 4000);
  return {
    misread: counted(isMisreadWord) >= least,
    longS: counted((form) => LONG_S.test(form)) >= least,
    lostLigatures: total >= FEW_WORDS && !/f[fil]|[ﬀ-ﬄ]/.test(text),
    noise: total > 0 && counted(isBroken) > total * MOSTLY,
  };
}

/** A text of this many words has some word with a ligature. */
const FEW_WORDS = 400;

const MOSTLY = 0.3;

const isMisreadWord = (form: string): boolean =>
  /\p{Ll}[01]+\p{Ll}/u.test(form) ||
  /^l[0-9]{3}$|^[0-9][lo][0-9]{1,2}$/.test(form) ||
  /^(?:tb(?!ilis)|wb)\p{L}|[eo]ii\p{Ll}/u.test(form) ||
  MISREAD.has(form);

/** Small words of several languages as scans have them; none is a word by itself. */
const MISREAD: ReadonlySet<string> = new Set(
  (
    "tbe tlie thc ihe tbat tliat tbis tliis tbey tbere tbeir tben wbich wliich wbo wlio wben wbat witb witli bave liave liad " +
    "liim aud arnong frorn sorne rnore rnost rnay rnan rnen tirne sarne narne cornrnon cornmon rnany rnuch rnust " +
    "wliere wbere wliat otber otlier sucb sncli eacli eacb wbose tbese tbose tlieir tlie bnt bnr otlicr bcen bccn werc wcre froin " +
    "uud nnd uiid dcr dcs dcm dcn nicbt aucb nocb icb sicb eiue einc anch uicht nnter wnrde " +
    "qne qni lcs unc ponr snr danss cctte ccttc mcme tonte"
  ).split(" "),
);

const LONG_S =
  /^(?:fuch|fome|fhall|fhould|fay|thefe|thofe|himfelf|itfelf|moft|muft|firft|caufe|becaufe|againft|alfo|fince|ufe|houfe|ift|fich|dafs|diefe|plufieurs)$/;

/** No letters to speak, or letters and digits and signs in a heap. */
function isBroken(form: string): boolean {
  if (/^\d+(?:[.,]\d+)*$/.test(form) || !/[a-z0-9]/.test(form) || isStopWord(form)) return false;
  if (form.length === 1) return form !== "a" && form !== "i";
  return (
    /\d\p{L}+\d|\p{L}\d+\p{L}/u.test(form) || (form.length > 2 && !/[aeiouyàáâäæèéêëìíîïòóôöœùúûüý]/u.test(form)) || /(.)\1\1/u.test(form)
  );
}

/** What a scanner makes of letters, as `true read`; each way round where either is taken for the other. */
const CONFUSIONS: readonly (readonly [string, string])[] =
  "m rn,rn m,h b,b h,h li,li h,h ii,u ii,u n,n u,n ri,n ii,ri n,m iii,m in,m nn,m ni,nn m,d cl,cl d,l 1,l i,i l,i 1,l j,i j,e c,c e,o 0,s 5,w vv,ti n,in m,g 9,1 l,1 i,0 o,5 s,9 g"
    .split(",")
    .map((pair): readonly [string, string] => {
      const [printed = "", read = ""] = pair.split(" ");
      return [printed, read];
    });

/** True where the read word comes of the printed one by confusions alone, of which a word has one for about every four letters. */
function isReadFrom(printed: string, read: string, left: number): boolean {
  let same = 0;
  while (same < printed.length && printed[same] === read[same]) same++;
  const [rest, readRest] = [printed.slice(same), read.slice(same)];
  if (rest === "" && readRest === "") return true;
  if (left === 0) return false;
  // A confusion may begin before the letters differ: the r of `ri` stands in both.
  const back = same > 0 && isReadBack(printed, read, same, left);
  return (
    back ||
    CONFUSIONS.some(([one, other]) => rest.startsWith(one) && readRest.startsWith(other) && goesOn(rest, readRest, one, other, left))
  );
}

const goesOn = (printed: string, read: string, one: string, other: string, left: number): boolean =>
  isReadFrom(printed.slice(one.length), read.slice(other.length), left - 1);

function isReadBack(printed: string, read: string, same: number, left: number): boolean {
  const [rest, readRest] = [printed.slice(same - 1), read.slice(same - 1)];
  return CONFUSIONS.some(
    ([one, other]) => one[0] === other[0] && rest.startsWith(one) && readRest.startsWith(other) && goesOn(rest, readRest, one, other, left),
  );
}
