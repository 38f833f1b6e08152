import { storedAmount } from "#sandbox/shopify/currency.ts";
import type { Product } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

const AMOUNT = /^\d+(\.\d+)?$/;

/** Does what staff do on a product's page, and describes it in a sentence; null: no action of that name. */
export function actOnProduct(
  state: ShopState,
  product: Product,
  verb: string | undefined,
  fields: URLSearchParams,
): string | null {
  switch (verb) {
    case "stock":
      return setStock(state, fields);
    case "order":
      return placeOrder(state, fields);
    case "edit":
      return editProduct(state, product, fields);
    case "variant":
      return editVariant(state, fields);
    default:
      return null;
  }
}

function setStock(state: ShopState, fields: URLSearchParams): string {
  const pieces = wholeNumber(fields, "available");
  const level = state.setAvailable(fields.get("item") ?? "", fields.get("location") ?? "", pieces, "Staff");
  return `${level.location.name} now has ${pieces} available.`;
}

function placeOrder(state: ShopState, fields: URLSearchParams): string {
  const quantity = wholeNumber(fields, "quantity");
  const order = state.placeOrder([{ variantId: fields.get("variant") ?? "", quantity }]);
  return `Order ${order.name} placed.`;
}

/** Only what the form holds is changed. */
function editProduct(state: ShopState, product: Product, fields: URLSearchParams): string {
  const who = author(fields);
  const title = fields.get("title") ?? product.title;
  if (title.trim() === "") throw new TypeError("Title can't be blank");
  const edit = {
    title,
    descriptionHtml: fields.get("description") ?? product.descriptionHtml,
    vendor: fields.get("vendor") ?? product.vendor,
    productType: fields.get("productType") ?? product.productType,
    status: (fields.get("status") ?? product.status) as Product["status"],
  };
  state.editProduct(product.id, edit, who);
  return `${who} saved the product.`;
}

function editVariant(state: ShopState, fields: URLSearchParams): string {
  const who = author(fields);
  const { currencyCode } = state.shop;
  const variant = state.variants.need(fields.get("variant") ?? "");
  const edit = {
    price: fields.has("price") ? (amount(fields, "price", currencyCode) ?? "0.00") : variant.price,
    compareAtPrice: fields.has("compareAt")
      ? amount(fields, "compareAt", currencyCode)
      : variant.compareAtPrice,
    cost: fields.has("cost") ? amount(fields, "cost", currencyCode) : variant.item.cost,
    barcode: fields.has("barcode") ? fields.get("barcode") || null : variant.barcode,
  };
  state.editVariant(variant.id, edit, who);
  return `${who} saved ${variant.sku ?? variant.title}.`;
}

function author(fields: URLSearchParams): string {
  return fields.get("who") || "Staff";
}

/** null: the field was left empty. */
function amount(fields: URLSearchParams, name: string, currency: string): string | null {
  const text = (fields.get(name) ?? "").trim();
  if (text === "") return null;
  if (!AMOUNT.test(text)) throw new TypeError(`${name} must be an amount`);
  return storedAmount(text, currency);
}

function wholeNumber(fields: URLSearchParams, name: string): number {
  const number = Number(fields.get(name));
  if (!Number.isInteger(number)) throw new TypeError(`${name} must be a whole number`);
  return number;
}
