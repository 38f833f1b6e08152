import { newPromotionDraft, toPromotionInput } from "#app/components/prices/promotion-draft.ts";
import { orderRulesDraft, readOrderRules } from "#app/components/orders/rules-draft.ts";
import { settingsDraft } from "#app/components/settings/draft.ts";
import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { DEFAULT_ORDER_RULES } from "#app/core/orders/rules.ts";
import { DEFAULT_GUARDS } from "#app/core/values/plan.ts";

/** Whose pages are posted to: ids of a shop. */
export interface Subject {
  connectionId: string;
  feedId: string;
  setAsideId: string;
  variantId: string;
  productId: string;
  itemId: string;
  locationId: string;
  holdId: string;
  orderId: string;
  /** Of a shipment. */
  place: string;
  promotionId: string;
  changeId: string;
  eventId: string;
}

export interface Sample {
  /** The value of `$id` in the route's address. */
  id?: () => string;
  /** Bodies that the route takes, one for each variant of its schema. */
  bodies: (() => object)[];
}

const promotion = () => toPromotionInput({ ...newPromotionDraft("2030-01-01T00:00"), name: "Winter" });
const rules = () => readOrderRules(orderRulesDraft(DEFAULT_ORDER_RULES, DEFAULT_FULFILLMENT_RULES, ""));
const buffer = { rule: "buffer", scope: "sku", subject: "A", value: 2 };
const exception = { rule: "authority:price", scope: "sku", subject: "A", value: "shop" };
const draft = () =>
  settingsDraft({ basis: "available", guards: DEFAULT_GUARDS, buffers: [buffer], policies: [exception] });

const editor = () => ({ intent: "test", name: "ERP", settings: {}, secrets: {}, look: null });

/** What each route that takes a post is sent, by its file. */
export function samplesOf(of: () => Subject): Record<string, Sample> {
  const row = () => ({ kind: "stock", subject: of().itemId, place: of().locationId });
  const key = () => `stock ${of().itemId} ${of().locationId}`;
  return {
    "app._index.tsx": { bodies: [() => ({ intent: "dismiss-setup" })] },
    "app.conflicts_.decide.tsx": {
      bodies: [
        () => ({ ops: [{ do: "undo", events: [of().eventId] }] }),
        () => ({ ops: [{ do: "note", row: row(), text: "Ask Ada" }] }),
        () => ({
          ops: [
            {
              do: "resolve",
              rows: [{ ...row(), desired: "4", observed: "4" }],
              choice: { take: "value", value: "3" },
            },
          ],
        }),
        () => ({
          rule: { field: "price", scope: "sku", subject: "A", authority: "shop" },
          save: false,
        }),
      ],
    },
    "app.connections.$id._index.tsx": {
      id: () => of().connectionId,
      bodies: [
        () => ({ intent: "resume" }),
        () => ({ intent: "schedule", feed: of().feedId, everyMs: "60000" }),
        () => ({ intent: "booked", ms: "60000" }),
      ],
    },
    "app.connections.$id.links.tsx": {
      id: () => of().connectionId,
      bodies: [
        () => ({ intent: "confirm-way", way: "sku" }),
        () => ({ intent: "confirm", sku: ["A", "B"] }),
        () => ({ intent: "choose", sku: "A", variant: of().variantId }),
        () => ({ intent: "reopen", sku: "A" }),
        () => ({ intent: "unit", sku: "A", unit: "2" }),
      ],
    },
    "app.connections.$id.orders.tsx": {
      id: () => of().connectionId,
      bodies: [() => ({ intent: "preview", rules: rules() })],
    },
    "app.connections.$id.plan.tsx": { id: () => of().connectionId, bodies: [() => ({ intent: "plan" })] },
    "app.connections.$id.prices.tsx": {
      id: () => of().connectionId,
      bodies: [() => ({ list: "default", target: "" })],
    },
    "app.connections.$id.set-aside.tsx": {
      id: () => of().connectionId,
      bodies: [() => ({ row: [of().setAsideId, of().setAsideId] })],
    },
    "app.connections.$id.settings.tsx": { id: () => of().connectionId, bodies: [editor] },
    "app.connections.$id.warehouses.tsx": {
      id: () => of().connectionId,
      bodies: [() => ({ warehouse: "MAIN", location: of().locationId })],
    },
    "app.connections.new.$adapter.tsx": { id: () => "csv", bodies: [editor] },
    "app.drift.tsx": { bodies: [() => ({ row: key() }), () => ({ row: [key(), key()] })] },
    "app.holds.$id.tsx": {
      id: () => of().holdId,
      bodies: [() => ({ intent: "approve", row: key() }), () => ({ intent: "discard" })],
    },
    "app.orders.$id.tsx": {
      id: () => of().orderId,
      bodies: [
        () => ({ intent: "retry" }),
        () => ({ intent: "accept", connectionId: of().connectionId, version: "1" }),
        () => ({ intent: "shipment", place: of().place, take: "shop" }),
      ],
    },
    "app.orders._index.tsx": { bodies: [() => ({ order: [of().orderId, "2"] })] },
    "app.product.$productId.tsx": {
      id: () => of().productId,
      bodies: [() => ({ intent: "repair" }), () => ({ intent: "undo", change: of().changeId })],
    },
    "app.promotions.$id.tsx": {
      id: () => of().promotionId,
      bodies: [() => ({ intent: "preview", input: promotion(), after: "" }), () => ({ intent: "end" })],
    },
    "app.promotions.new.tsx": { bodies: [() => ({ intent: "preview", input: promotion(), after: "" })] },
    "app.settings.tsx": {
      bodies: [() => ({ intent: "sell", sku: "A" }), () => ({ intent: "preview", draft: draft() })],
    },
    "app.sku.$variantId.tsx": {
      id: () => of().variantId,
      bodies: [() => ({ intent: "repair" }), () => ({ intent: "undo", change: of().changeId })],
    },
  };
}
