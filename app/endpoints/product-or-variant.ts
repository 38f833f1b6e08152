import { bareId } from "#app/core/gid.ts";
import type { ProductOrVariant } from "#app/store/values/repair.server.ts";

const ID = /^\d{1,20}$/;

/** Which product or variant is meant, by a bare or a global id; null unless exactly one is named. */
export function productOrVariant(named: { product?: unknown; variant?: unknown }): ProductOrVariant | null {
  const productId = idOf(named.product, "Product");
  const variantId = idOf(named.variant, "ProductVariant");
  if (productId !== null && variantId === null) return { productId };
  if (variantId !== null && productId === null) return { variantId };
  return null;
}

function idOf(given: unknown, type: string): string | null {
  const text = typeof given === "number" ? String(given) : given;
  if (typeof text !== "string") return null;
  if (text.startsWith("gid:") && !text.startsWith(`gid://shopify/${type}/`)) return null;
  const id = bareId(text);
  return ID.test(id) ? id : null;
}
