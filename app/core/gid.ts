const HEAD = "gid://shopify/";

/** Shopify's global id of an object that we keep by its bare id: gid("Location", "7") is "gid://shopify/Location/7". */
export function gid(type: string, id: string): string {
  return `${HEAD}${type}/${id}`;
}

/**
 * The part of a global id that names the object within its type. Some ids end in a query string
 * ("gid://shopify/InventoryLevel/14?inventory_item_id=53"), which is dropped. A bare id stays as it is.
 */
export function bareId(id: string): string {
  const query = id.indexOf("?");
  const path = query < 0 ? id : id.slice(0, query);
  return path.startsWith(HEAD) ? path.slice(path.indexOf("/", HEAD.length) + 1) : path;
}
