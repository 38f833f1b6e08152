export interface GlobalId {
  type: string;
  id: string;
  params: URLSearchParams;
}

export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** null when the text is not a Shopify id. Query strings belong to the id: two levels differ only in theirs. */
export function parseGid(text: string): GlobalId | null {
  const match = /^gid:\/\/shopify\/(\w+)\/([\w-]+)(?:\?(.*))?$/.exec(text);
  if (!match) return null;
  const [, type = "", id = "", query = ""] = match;
  return { type, id, params: new URLSearchParams(query) };
}

export function bareId(text: string): string {
  const parsed = parseGid(text);
  if (!parsed) throw new Error(`Invalid global id '${text}'`);
  return parsed.id;
}
