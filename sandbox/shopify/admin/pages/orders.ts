import type { Order } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { html, type Markup } from "../html.ts";
import { layout, type Place } from "./layout.ts";

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
  const state = status(order);
  const action = `${place.store}/orders/${order.id}`;
  const button = (verb: string, label: string): Markup =>
    html`<form method="post" action="${action}/${verb}" class="inline"><button>${label}</button></form>`;
  return html`<tr>
    <td><strong>${order.name}</strong></td>
    <td class="wide">${new Date(order.createdAt).toISOString().slice(0, 19).replace("T", " ")}</td>
    <td>
      ${order.lines.map((line) => html`<div>${line.quantity} × ${line.title} <small>${line.sku}</small></div>`)}
    </td>
    <td><span class="badge ${state.toLowerCase()}">${state}</span></td>
    <td>${state === "Unfulfilled" ? [button("fulfill", "Fulfill"), button("cancel", "Cancel")] : null}</td>
  </tr>`;
}

/** What the navigation counts beside "Orders". */
export function openOrders(state: ShopState): number {
  return state.orders.rows.filter((order) => status(order) === "Unfulfilled").length;
}

function status(order: Order): "Cancelled" | "Fulfilled" | "Unfulfilled" {
  if (order.cancelledAt !== null) return "Cancelled";
  return order.fulfillmentOrders.every(({ status: state }) => state === "CLOSED")
    ? "Fulfilled"
    : "Unfulfilled";
}
