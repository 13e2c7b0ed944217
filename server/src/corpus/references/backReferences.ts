/** Words that point back instead of naming: `ibid.`, `op. cit.`, `(n. 4)`, `supra note 5`, `wie Anm. 7`. */
const back =
  /,?\s*(?:\bop\. ?cit\.?|\bloc\. ?cit\.?|\bart\. ?cit\.?|\ba\.\s?a\.\s?O\.?|\((?:see |as in |wie )?(?:n\.?|fn\.?|note|footnote|anm\.) ?\d{1,4}(?: above)?\)|\bsupra,? (?:n\.?|note|fn\.?) ?\d{1,4}|\b(?:above,? )?(?:n\.|note|fn\.|anm\.) ?\d{1,4}(?: above|,? supra|,? oben))/gi;
const ibid = /^["“(]?(?:ibid(?:em)?|ebd|ebenda|loc\. ?cit|a\.\s?a\.\s?O)\.?(?:,\s*|\s+|$)/i;
const noteNumber =
  /\((?:see |as in |wie )?(?:n\.?|fn\.?|note|footnote|anm\.) ?(\d{1,4})(?: above)?\)|\bsupra,? (?:n\.?|note|fn\.?) ?(\d{1,4})|\babove,? (?:n\.|note|fn\.?) ?(\d{1,4})|\b(?:n\.|note|fn\.|anm\.) ?(\d{1,4})(?: above|,? supra|,? oben)/i;

export const isIbid = (raw: string): boolean => ibid.test(raw);

/** The number of the note that is pointed to: 4 in `Bell (n. 4) 12`. */
export function noteNumberIn(raw: string): number | undefined {
  const match = onlyNumber.exec(raw) ?? noteNumber.exec(raw);
  const number = match?.slice(1).find((group) => group !== undefined);
  return number === undefined ? undefined : Number(number);
}

/** True where the words themselves say that they stand for an earlier work. */
export function isBackward(raw: string): boolean {
  if (isIbid(raw) || noteNumberIn(raw) !== undefined) return true;
  return /\b(?:op|loc|art)\. ?cit\b|\ba\.\s?a\.\s?O\.|^(?:idem|id\.|ders\.|dies\.)(?=$|[\s,])/i.test(raw);
}

/** `As note 33`, `See n. 4`: nothing but the number. */
const onlyNumber = /^(?:as |as in |see |wie |siehe )?(?:n\.|nn\.|notes?|fn\.?|footnote|anm\.) ?(\d{1,4})\.?$/i;

/** What a reference names once its pointing words are taken away: `Bell, p. 7` of `Bell, op. cit., p. 7`. */
export const withoutBackReference = (text: string): string =>
  text
    .replace(onlyNumber, "")
    .replace(ibid, "")
    .replace(back, "")
    .replace(/^[\s,.]{1,4}/, "");
