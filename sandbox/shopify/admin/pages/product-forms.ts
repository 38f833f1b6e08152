import type { Product, Variant } from "#sandbox/shopify/state/rows.ts";
import { html, type Markup } from "../html.ts";

/** People who work in the shop; the one chosen in a form is named as the author of the change. */
const STAFF = ["Ann Smith", "Jan Novák", "Ola Nordmann"] as const;
const STATUSES = ["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"] as const;

/** What staff can edit of a product, as on Shopify's own product page. */
export function productForm(action: string, product: Product): Markup {
  return html`<section class="card">
    <h2>Product</h2>
    <form method="post" action="${action}/edit" class="fields" id="product-form">
      <label>Title <input name="title" value="${product.title}" required /></label>
      <label
        >Description (HTML)
        <textarea name="description" rows="4">${product.descriptionHtml}</textarea>
      </label>
      <label>Vendor <input name="vendor" value="${product.vendor}" /></label>
      <label>Product type <input name="productType" value="${product.productType}" /></label>
      <label
        >Status
        <select name="status">
          ${STATUSES.map((status) => option(status, product.status))}
        </select></label
      >
      ${editor()}
      <button class="primary">Save product</button>
    </form>
    ${product.media.length === 0 ? null : html`<p class="media">${product.media.map(thumbnail)}</p>`}
  </section>`;
}

/** What staff can edit of a variant: prices, cost and barcode. */
export function variantForm(action: string, variant: Variant): Markup {
  const field = (name: string, label: string, value: string | null, mode: "decimal" | "text"): Markup =>
    html`<label>${label} <input name="${name}" value="${value ?? ""}" inputmode="${mode}" /></label>`;
  return html`<form method="post" action="${action}/variant" class="fields" id="variant-form-${variant.id}">
    <input type="hidden" name="variant" value="${variant.id}" />
    ${field("price", "Price", variant.price, "decimal")}
    ${field("compareAt", "Compare-at price", variant.compareAtPrice, "decimal")}
    ${field("cost", "Cost per item", variant.item.cost, "decimal")}
    ${field("barcode", "Barcode", variant.barcode, "text")} ${editor()}
    <button class="primary">Save variant</button>
  </form>`;
}

function editor(): Markup {
  return html`<label
    >Edited by
    <select name="who">
      ${STAFF.map((name) => option(name, STAFF[0]))}
    </select></label
  >`;
}

function option(value: string, chosen: string): Markup {
  return html`<option ${value === chosen ? html`selected` : null}>${value}</option>`;
}

function thumbnail({ url, alt }: Product["media"][number]): Markup {
  return html`<img src="${url}" alt="${alt}" width="64" height="64" loading="lazy" />`;
}
