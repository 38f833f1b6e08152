import type { Tracking } from "#sandbox/shopify/state/fulfillment-parts.ts";
import type { Order, OrderLine } from "#sandbox/shopify/state/order-rows.ts";
import { html, type Markup } from "../html.ts";

export function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

export function trackingFields({ company, number, url }: Tracking): Markup {
  return html`<label>Tracking number <input name="number" value="${number}" /></label>
    <label>Carrier <input name="company" value="${company}" /></label>
    <label>Tracking URL <input name="url" type="url" value="${url}" /></label>`;
}

/** Staff edits the order. */
export function quantityForm(action: string, order: Order): Markup {
  return html`<section class="card">
    <h2>Edit</h2>
    <form method="post" action="${action}/edit" class="fields">
      ${current(order).map(
        (line) =>
          html`<label
            >${line.title} <small>${line.sku}</small>
            <input type="number" name="line-${line.id}" value="${pieces(line)}" min="0" required
          /></label>`,
      )}
      <button>Save quantities</button>
    </form>
  </section>`;
}

export function refundForm(action: string, order: Order): Markup {
  return html`<section class="card">
    <h2>Refund</h2>
    <form method="post" action="${action}/refund" class="fields">
      ${current(order).map(
        (line) =>
          html`<label
            >${line.title} <small>${line.sku}</small>
            <input type="number" name="line-${line.id}" value="0" min="0" max="${pieces(line)}" required
          /></label>`,
      )}
      <label><input type="checkbox" name="shipping" value="yes" /> Shipping</label>
      <label><input type="checkbox" name="restock" value="yes" checked /> Restock</label>
      <button>Refund</button>
    </form>
  </section>`;
}

export function cancelForm(action: string): Markup {
  return html`<section class="card">
    <h2>Cancel</h2>
    <form method="post" action="${action}/cancel" class="inline">
      <label><input type="checkbox" name="keep" value="yes" /> Do not restock</label>
      <button>Cancel order</button>
    </form>
  </section>`;
}

function current(order: Order): OrderLine[] {
  return order.lines.filter((line) => pieces(line) > 0 && !line.tip);
}

function pieces({ quantity, removed }: OrderLine): number {
  return quantity - removed;
}
