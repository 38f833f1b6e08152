import { journeyOf } from "#sandbox/shopify/state/fulfillment-events.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { html } from "../html.ts";
import type { Extensions } from "../extensions.ts";
import { extensionBlocks } from "./extension-frame.ts";
import type { Place } from "./layout.ts";
import { badge } from "./words.ts";

const TARGET = "customer-account.order-status.block.render";

/** The order's page as its customer sees it, signed in to the shop's customer accounts. */
export function accountOrderPage(place: Place, order: Order, extensions: Extensions): string {
  const { customer, name, fulfillments } = order;
  const hosted = {
    store: place.store,
    gid: `gid://shopify/Order/${order.id}`,
    target: TARGET,
    extensions: customer === null ? [] : extensions.at(TARGET, place.locale),
  };
  const whose = customer === null ? "A guest's order has no page in an account." : (customer.email ?? "");
  const page = html`<!doctype html>
    <html lang="${place.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name} · ${place.shopName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin.css" />
      </head>
      <body class="account">
        <main>
          <div class="page">
            <p>${place.shopName} <small>customer account · sandbox</small></p>
            <h1>Order ${name}</h1>
            <p class="subdued">${whose}</p>
            ${extensionBlocks(hosted)}
            ${fulfillments
              .filter(({ status }) => status === "SUCCESS")
              .map(
                (row) =>
                  html`<section class="card">
                    <h2>${badge(journeyOf(row).displayStatus)}</h2>
                    ${row.tracking.map(({ company, number }) => html`<p>${company} ${number}</p>`)}
                  </section>`,
              )}
            <section class="card">
              <h2>Items</h2>
              ${order.lines.map((line) => html`<p>${line.quantity - line.removed} × ${line.title}</p>`)}
            </section>
          </div>
        </main>
      </body>
    </html>`;
  return page.text;
}
