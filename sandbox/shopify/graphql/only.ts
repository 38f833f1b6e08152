import { notImplemented } from "./errors.ts";

/** Refuses an input with a member that the sandbox does not know, instead of applying it in part. */
export function only(input: object, known: readonly string[], what: string): void {
  const stranger = Object.entries(input).find(
    ([name, value]) => value !== undefined && !known.includes(name),
  );
  if (stranger) throw notImplemented(`${what}.${stranger[0]}`);
}
