import { journeyOf } from "#sandbox/shopify/state/fulfillment-events.ts";
import { hasEnded } from "#sandbox/shopify/state/fulfillment-orders.ts";
import type { Fulfillment, FulfillmentOrder } from "#sandbox/shopify/state/order-rows.ts";
import { remainder } from "#sandbox/shopify/state/fulfillments.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { html, type Markup } from "../html.ts";
import { hidden, trackingFields } from "./order-forms.ts";
import { badge, moment, words } from "./words.ts";

const TELLABLE = ["CARRIER_PICKED_UP", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED", "FAILURE"];

/** Pieces to ship from one location, and what staff can do about them; null once it has ended. */
export function fulfillmentOrderCard(action: string, state: ShopState, row: FulfillmentOrder): Markup | null {
  if (hasEnded(row)) return null;
  const button = (verb: string, label: string): Markup =>
    html`<form method="post" action="${action}/${verb}" class="inline">
      ${hidden("fulfillmentOrder", row.id)}<button>${label}</button>
    </form>`;
  const held = row.holds.map(({ reason, reasonNotes, by }) => {
    const note = reasonNotes === null ? "" : `: ${reasonNotes}`;
    return html`<p>On hold: ${words(reason)}${note} <small>${by.name}</small></p>`;
  });
  return html`<section class="card" id="fulfillment-order-${row.id}">
    <h2>${row.location.name} ${badge(row.status)}</h2>
    ${held} ${row.fulfillBy === null ? null : html`<p>To be shipped by ${moment(row.fulfillBy)}</p>`}
    ${row.status === "ON_HOLD" ? null : fulfillForm(action, row)}
    ${row.status === "ON_HOLD" ? button("release", "Release hold") : button("hold", "Hold")}
    ${row.progressReported ? button("open", "Mark as open") : button("progress", "Mark as in progress")}
    ${moveForm(action, state, row)}
  </section>`;
}

/** A fulfillment with its parcels, and what staff can do with it. */
export function fulfillmentCard(action: string, row: Fulfillment): Markup {
  const { displayStatus } = journeyOf(row);
  return html`<section class="card" id="fulfillment-${row.id}">
    <h2>${row.name} from ${row.location.name} ${badge(displayStatus)}</h2>
    ${row.lines.map(({ line, quantity }) => html`<p>${quantity} × ${line.title} <small>${line.sku}</small></p>`)}
    ${row.tracking.map(({ company, number, url }) => {
      const label = [company, number].filter(Boolean).join(" ") || "Parcel";
      return html`<p>${url === null ? label : html`<a href="${url}" rel="noreferrer">${label}</a>`}</p>`;
    })}
    ${row.status === "CANCELLED" ? null : fulfillmentForms(action, row)}
  </section>`;
}

function fulfillForm(action: string, row: FulfillmentOrder): Markup {
  return html`<form method="post" action="${action}/fulfill" class="fields">
    ${hidden("fulfillmentOrder", row.id)}
    ${remainder(row).map(
      ({ place, quantity }) =>
        html`<label
          >${place.line.title} <small>${place.line.sku}</small>
          <input type="number" name="line-${place.id}" value="${quantity}" min="0" max="${quantity}" required
        /></label>`,
    )}
    ${trackingFields({ company: null, number: null, url: null })}
    <label><input type="checkbox" name="notify" value="yes" /> Tell the customer</label>
    <button class="primary">Fulfill items</button>
  </form>`;
}

function moveForm(action: string, state: ShopState, row: FulfillmentOrder): Markup | null {
  const elsewhere = state.locations.rows.filter(({ active, id }) => active && id !== row.location.id);
  if (elsewhere.length === 0 || row.progressReported) return null;
  return html`<form method="post" action="${action}/move" class="inline">
    ${hidden("fulfillmentOrder", row.id)}
    <select name="location" aria-label="Location">
      ${elsewhere.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
    </select>
    <button>Change location</button>
  </form>`;
}

function fulfillmentForms(action: string, row: Fulfillment): Markup {
  const [tracking = { company: null, number: null, url: null }] = row.tracking;
  return html`<form method="post" action="${action}/tracking" class="fields">
      ${hidden("fulfillment", row.id)} ${trackingFields(tracking)}
      <button>Save tracking</button>
    </form>
    <form method="post" action="${action}/event" class="inline">
      ${hidden("fulfillment", row.id)}
      <select name="status" aria-label="Status of the parcel">
        ${TELLABLE.map((status) => html`<option value="${status}">${words(status)}</option>`)}
      </select>
      <button>Tell status</button>
    </form>
    <form method="post" action="${action}/unfulfill" class="inline">
      ${hidden("fulfillment", row.id)}<button>Cancel fulfillment</button>
    </form>`;
}
