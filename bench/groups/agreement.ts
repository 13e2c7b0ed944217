import { readAgreements } from "../../server/test/library/agreement.ts";
import { atLeast, type Row } from "../row.ts";

/** How many fields of real collections of entries are read as Pandoc reads them; what is left differs for a reason that has a name. */
export function measure(): Promise<readonly Row[]> {
  const rows = readAgreements().map(({ collection, entries, fields, differences }): Row => {
    const [same, unnamed] = [fields - differences.length, differences.filter(({ reason }) => reason === undefined).length];
    return {
      what: `${collection}: fields read as Pandoc reads them`,
      unit: "%",
      value: (100 * same) / fields,
      budget: atLeast((100 * same) / fields, 98, "%"),
      note: `${entries} entries, ${fields} fields; ${differences.length - unnamed} differ for a named reason, ${unnamed} without one`,
    };
  });
  return Promise.resolve(rows);
}
