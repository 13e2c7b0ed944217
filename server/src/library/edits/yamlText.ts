/** A value as YAML's block style has it; `indent` is that of the member that it belongs to. */
export function yamlValue(value: unknown, indent: string, newline: string): string {
  if (Array.isArray(value))
    return value.length === 0 ? " []" : value.map((item) => `${newline}${indent}- ${yamlItem(item, `${indent}  `, newline)}`).join("");
  if (typeof value === "object" && value !== null)
    return members(value)
      .map(([name, inner]) => `${newline}${indent}  ${name}:${yamlValue(inner, `${indent}  `, newline)}`)
      .join("");
  return ` ${yamlScalar(value)}`;
}

/** What stands behind a dash. */
function yamlItem(item: unknown, indent: string, newline: string): string {
  if (Array.isArray(item)) return item.map((inner) => `- ${yamlItem(inner, `${indent}  `, newline)}`).join(`${newline}${indent}`);
  if (typeof item !== "object" || item === null) return yamlScalar(item);
  return members(item)
    .map(([name, inner]) => `${name}:${yamlValue(inner, indent, newline)}`)
    .join(`${newline}${indent}`);
}

const members = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, inner]) => inner !== undefined);

/** Bare where no reader of YAML could take it for anything but these words, else in double quotation marks, which JSON's are. */
export function yamlScalar(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value) ?? "null";
  const isPlain = /^\p{L}[\p{L}\p{M}\p{N} ().;/?–—’-]*$/u.test(value) && !/\s$|^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
