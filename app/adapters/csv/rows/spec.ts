import type { Mapping } from "./mapping.ts";

/** What a mapping says about the file as a whole. */
export function fileOf(
  { pattern, mode }: Pick<Mapping<unknown>, "pattern" | "mode">,
  columns: Readonly<Record<string, string | undefined>>,
): Pick<Mapping<unknown>, "pattern" | "mode" | "columns"> {
  const named = Object.entries(columns).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { pattern, mode, columns: Object.fromEntries(named) };
}
