import { fromMinor } from "#sandbox/shopify/state/cash.ts";
import type { MailingAddress } from "#sandbox/shopify/state/customer-rows.ts";
import {
  currentDiscounts,
  currentDuties,
  currentShipping,
  currentSubtotal,
  currentTax,
  currentTotal,
  outstanding,
  received,
  refunded,
} from "#sandbox/shopify/state/order-totals.ts";
import { financialStatus } from "#sandbox/shopify/state/payments.ts";
import type { Order, OrderLine } from "#sandbox/shopify/state/order-rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { html, type Markup } from "../html.ts";
import type { Extensions } from "../extensions.ts";
import { extensionActions, extensionBlocks } from "./extension-frame.ts";
import { layout, type Place } from "./layout.ts";
import { cancelForm, quantityForm, refundForm } from "./order-forms.ts";
import { fulfillmentCard, fulfillmentOrderCard } from "./order-shipping.ts";
import { timelineOf } from "./order-timeline.ts";
import { statusOf } from "./orders.ts";
import { badge, moment } from "./words.ts";

export function orderPage(
  place: Place,
  state: ShopState,
  order: Order,
  notice: string | null,
  extensions: Extensions,
): string {
  const action = `${place.store}/orders/${order.id}`;
  const hosted = (target: string) => ({
    store: place.store,
    gid: `gid://shopify/Order/${order.id}`,
    target,
    extensions: extensions.at(target, place.locale),
  });
  const main = html`<div class="page">
    <p><a href="${place.store}/orders">‹ Orders</a></p>
    <h1>${order.name} ${badge(financialStatus(order))} ${badge(statusOf(order))}</h1>
    ${notice === null ? null : html`<p class="notice" role="status">${notice}</p>`}
    <p class="subdued">
      ${moment(order.createdAt)} from ${order.sourceName}${order.closedAt === null ? "" : " · Archived"} ·
      <a href="${place.store}/account/orders/${order.id}">The customer's own page of it</a>
    </p>
    <div class="extension-actions">${extensionActions(hosted("admin.order-details.action.render"))}</div>
    ${extensionBlocks(hosted("admin.order-details.block.render"))}
    ${order.fulfillmentOrders.map((row) => fulfillmentOrderCard(action, state, row))}
    ${order.fulfillments.map((row) => fulfillmentCard(action, row))} ${moneyCard(order)}
    ${order.cancelledAt === null ? [quantityForm(action, order), refundForm(action, order), cancelForm(action)] : null}
    ${customerCard(order)}
    <section class="card">
      <h2>Timeline</h2>
      <ul>
        ${timelineOf(state, order).map(({ at, text }) => html`<li><small>${moment(at)}</small> ${text}</li>`)}
      </ul>
    </section>
  </div>`;
  return layout(place, "orders", order.name, main);
}

function moneyCard(order: Order): Markup {
  const amount = (cash: { shop: number }) => `${fromMinor(cash.shop, order.currency)} ${order.currency}`;
  const rows = [
    ["Subtotal", currentSubtotal(order)],
    ["Discounts", currentDiscounts(order)],
    ["Shipping", currentShipping(order)],
    [order.taxesIncluded ? "Taxes, included" : "Taxes", currentTax(order)],
    ["Duties", currentDuties(order)],
    ["Total", currentTotal(order)],
    ["Paid", received(order)],
    ["Refunded", refunded(order)],
    ["Balance", outstanding(order)],
  ] as const;
  return html`<section class="card">
    <h2>Payment</h2>
    <table>
      <tbody>
        ${order.lines.map((line) => lineRow(line, amount(line.unitPrice)))}
        ${rows.map(
          ([label, cash]) =>
            html`<tr>
              <td colspan="2">${label}</td>
              <td>${amount(cash)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function lineRow(line: OrderLine, price: string): Markup {
  const gone = line.removed === 0 ? "" : ` (${line.removed} taken off)`;
  return html`<tr>
    <td>${line.title} <small>${line.sku}</small></td>
    <td>${line.quantity - line.removed}${gone}</td>
    <td>${price}</td>
  </tr>`;
}

function customerCard(order: Order): Markup {
  const { customer, buyer, email, phone, note, tags, poNumber } = order;
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(" ") || "Guest";
  const company = buyer === null ? null : html`<p>${buyer.company.name}, ${buyer.location.name}</p>`;
  return html`<section class="card">
    <h2>Customer</h2>
    <p>${name} <small>${email ?? "no email"} ${phone}</small></p>
    ${company}
    <p class="subdued">Ships to: ${address(order.shippingAddress)}</p>
    <p class="subdued">Billed to: ${address(order.billingAddress)}</p>
    ${note === null ? null : html`<p>Note: ${note}</p>`}
    ${poNumber === null ? null : html`<p>PO number: ${poNumber}</p>`}
    ${tags.length === 0 ? null : html`<p>Tags: ${tags.join(", ")}</p>`}
  </section>`;
}

function address(place: MailingAddress | null): string {
  if (place === null) return "no address";
  const { firstName, lastName, company, address1, address2, zip, city, countryCode } = place;
  const person = [firstName, lastName].filter(Boolean).join(" ");
  const town = [zip, city].filter(Boolean).join(" ");
  return [person, company, address1, address2, town, countryCode].filter(Boolean).join(", ");
}
