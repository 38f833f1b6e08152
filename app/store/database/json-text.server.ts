/** JSON for a column of type jsonb, without what JSON allows and a database refuses: zero characters, half pairs. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === "string" ? inner.toWellFormed().replaceAll("\0", "") : inner,
  );
}
