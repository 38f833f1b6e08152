import type { Product, Variant } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { html, type Markup } from "../html.ts";
import type { Extensions } from "../extensions.ts";
import { extensionActions, extensionBlocks } from "./extension-frame.ts";
import { layout, type Place } from "./layout.ts";
import { productForm, variantForm } from "./product-forms.ts";

const pageSize = 50;

export function productsPage(place: Place, state: ShopState, query: URLSearchParams): string {
  const search = query.get("q") ?? "";
  const found = state.products.rows.filter((product) => matches(product, search.trim().toLowerCase()));
  const page = Math.max(0, Number(query.get("page") ?? 0) || 0);
  const rows = found.slice(page * pageSize, (page + 1) * pageSize);
  const more = (target: number, label: string, possible: boolean): Markup | null =>
    possible ? html`<a class="button" href="?q=${search}&page=${target}">${label}</a>` : null;
  const main = html`<div class="page">
    <h1>Products</h1>
    <section class="card">
      <table>
        <thead>
          <tr>
            <th></th>
            <th>Product</th>
            <th>Inventory</th>
            <th class="wide">Vendor</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((product) => productRow(place, product))}
        </tbody>
      </table>
      ${rows.length === 0 ? html`<p>No product matches “${search}”.</p>` : null}
    </section>
    <p class="pager">
      ${more(page - 1, "Previous", page > 0)} ${found.length} products
      ${more(page + 1, "Next", (page + 1) * pageSize < found.length)}
    </p>
  </div>`;
  return layout(place, "products", "Products", main, search);
}

export function productPage(
  place: Place,
  state: ShopState,
  product: Product,
  notice: string | null,
  extensions: Extensions,
): string {
  const hosted = (target: string) => ({
    store: place.store,
    gid: `gid://shopify/Product/${product.id}`,
    target,
    extensions: extensions.at(target, place.locale),
  });
  const main = html`<div class="page">
    <p><a href="${place.store}/products">‹ Products</a></p>
    <h1>${thumbnail(product)} ${product.title}</h1>
    ${notice === null ? null : html`<p class="notice" role="status">${notice}</p>`}
    <p class="subdued">${product.vendor} · ${product.tags.join(", ")}</p>
    <div class="extension-actions">${extensionActions(hosted("admin.product-details.action.render"))}</div>
    ${extensionBlocks(hosted("admin.product-details.block.render"))}
    ${productForm(`${place.store}/products/${product.id}`, product)}
    ${product.variants.map((variant) => variantCard(place, state, product, variant))}
  </div>`;
  return layout(place, "products", product.title, main);
}

function variantCard(place: Place, state: ShopState, product: Product, variant: Variant): Markup {
  const action = `${place.store}/products/${product.id}`;
  const levels = variant.item.levels.filter((level) => level.active);
  return html`<section class="card" id="variant-${variant.id}">
    <h2>${variant.title === "Default Title" ? "Inventory" : variant.title}</h2>
    <p class="subdued">
      SKU ${variant.sku ?? "none"} · Barcode ${variant.barcode ?? "none"} · ${variant.price}
      ${state.shop.currencyCode}
      ${variant.item.tracked ? null : html`· <strong>Inventory not tracked</strong>`}
    </p>
    <table>
      <thead>
        <tr>
          <th>Location</th>
          <th>Committed</th>
          <th>On hand</th>
          <th>Available</th>
        </tr>
      </thead>
      <tbody>
        ${levels.map(
          (level) =>
            html`<tr>
              <td>${level.location.name}</td>
              <td>${level.committed}</td>
              <td>${level.on_hand}</td>
              <td>
                <form method="post" action="${action}/stock" class="inline">
                  <input type="hidden" name="item" value="${variant.item.id}" />
                  <input type="hidden" name="location" value="${level.location.id}" />
                  <input
                    type="number"
                    name="available"
                    value="${level.available}"
                    aria-label="Available in ${level.location.name}"
                    required
                  />
                  <button>Set</button>
                </form>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${variantForm(action, variant)}
    <form method="post" action="${action}/order" class="inline">
      <input type="hidden" name="variant" value="${variant.id}" />
      <label>A customer buys <input type="number" name="quantity" value="1" min="1" required /></label>
      <button class="primary">Place order</button>
    </form>
  </section>`;
}

function productRow(place: Place, product: Product): Markup {
  const available = product.variants.flatMap(({ item }) => item.levels.map((level) => level.available));
  const total = available.reduce((sum, pieces) => sum + pieces, 0);
  const count = product.variants.length;
  const variants = count === 1 ? "" : ` for ${count} variants`;
  return html`<tr>
    <td>${thumbnail(product)}</td>
    <td>
      <a href="${place.store}/products/${product.id}">${product.title}</a><br /><small
        >${product.variants.map((variant) => variant.sku ?? "no SKU").join(", ")}</small
      >
    </td>
    <td class="${total <= 0 ? "critical" : ""}">${total} in stock${variants}</td>
    <td class="wide">${product.vendor}</td>
  </tr>`;
}

function thumbnail(product: Product): Markup | null {
  const [first] = product.media;
  return first ? html`<img src="${first.url}" alt="" width="40" height="40" loading="lazy" />` : null;
}

function matches(product: Product, search: string): boolean {
  if (product.title.toLowerCase().includes(search)) return true;
  return product.variants.some((variant) => (variant.sku ?? "").toLowerCase().includes(search));
}
