import { fulfillmentStatus } from "#sandbox/shopify/graphql/types/fulfillment.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { html, type Markup } from "../html.ts";
import { layout, type Place } from "./layout.ts";
import { badge, moment } from "./words.ts";

const shown = 100;

export function ordersPage(place: Place, state: ShopState): string {
  const newest = state.orders.rows.slice(-shown).toReversed();
  const main = html`<div class="page">
    <h1>Orders</h1>
    <section class="card">
      <table>
        <thead>
          <tr>
            <th>Order</th>
            <th class="wide">Time</th>
            <th>Items</th>
            <th>Status</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          ${newest.map((order) => orderRow(place, order))}
        </tbody>
      </table>
      ${newest.length === 0 ? html`<p>Nobody has bought anything yet. Open a product and place an order.</p>` : null}
    </section>
  </div>`;
  return layout(place, "orders", "Orders", main);
}

function orderRow(place: Place, order: Order): Markup {
  const action = `${place.store}/orders/${order.id}`;
  const button = (verb: string, label: string): Markup =>
    html`<form method="post" action="${action}/${verb}" class="inline"><button>${label}</button></form>`;
  const untouched = isOpen(order) && order.fulfillments.length === 0;
  return html`<tr>
    <td>
      <a href="${action}"><strong>${order.name}</strong></a>
    </td>
    <td class="wide">${moment(order.createdAt)}</td>
    <td>
      ${order.lines.map((line) => html`<div>${line.quantity} × ${line.title} <small>${line.sku}</small></div>`)}
    </td>
    <td>${badge(statusOf(order))}</td>
    <td>
      ${isOpen(order) ? button("fulfill-all", "Fulfill") : null}
      ${untouched ? button("cancel", "Cancel") : null}
    </td>
  </tr>`;
}

/** The count that the navigation shows beside "Orders". */
export function openOrders(state: ShopState): number {
  return state.orders.rows.filter(isOpen).length;
}

export function statusOf(order: Order): string {
  return order.cancelledAt === null ? fulfillmentStatus(order) : "CANCELLED";
}

function isOpen(order: Order): boolean {
  return !["CANCELLED", "FULFILLED"].includes(statusOf(order));
}
