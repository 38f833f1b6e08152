/** What `nodes(ids:)` found: an unknown id leaves null, and an id of another type an object without fields. */
export function found<T>(nodes: readonly T[]): Exclude<T, Record<PropertyKey, never> | null>[] {
  return nodes.filter(
    (node): node is Exclude<T, Record<PropertyKey, never> | null> =>
      typeof node === "object" && node !== null && Object.keys(node).length > 0,
  );
}
