import { notImplemented } from "./errors.ts";

/** An input that names a member the sandbox does not know would be obeyed in part: it is refused instead. */
export function only(input: object, known: readonly string[], what: string): void {
  const stranger = Object.entries(input).find(
    ([name, value]) => value !== undefined && !known.includes(name),
  );
  if (stranger) throw notImplemented(`${what}.${stranger[0]}`);
}
