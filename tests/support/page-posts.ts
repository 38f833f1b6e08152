import { db } from "#app/store/database/database.server.ts";
import { newPromotionDraft, toPromotionInput } from "#app/components/prices/promotion-draft.ts";
import { orderRulesDraft, readOrderRules } from "#app/components/orders/rules-draft.ts";
import { settingsDraft } from "#app/components/settings/draft.ts";
import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { bareId } from "#app/core/gid.ts";
import { DEFAULT_ORDER_RULES } from "#app/core/orders/rules.ts";
import { DEFAULT_GUARDS } from "#app/core/values/plan.ts";
import { savePromotion } from "#app/sync/settings/promotions.server.ts";
import type { World } from "./world.ts";

const ID = "019a9d60-0000-7000-8000-000000000001";

export interface Sample {
  /** The value of `$id` in the route's address. */
  id?: () => string;
  /** Bodies that the route takes, one for each variant of its schema. */
  bodies: (() => object)[];
}

const at = new Date("2026-11-02T09:00:00Z");

/** Makes in the world what pages are about, and says by the file of each route what may be posted to it. */
export async function pagePosts(world: World): Promise<Record<string, Sample>> {
  const { shop, connectionId } = world;
  const { productId } = await db().variant.findFirstOrThrow({ where: { shop } });
  const hold = { shop, connectionId, kind: "stock", state: "waiting", reason: "first-plan" };
  const { id: holdId } = await db().hold.create({ data: hold });
  const scope = { name: "Winter", scope: "sku", subjects: ["A"], percent: "20", amount: null } as const;
  await savePromotion(shop, { id: ID, ...scope, from: "2030-01-01T00:00:00Z", until: null }, "Ada", at);
  const ids = {
    connection: () => world.connectionId,
    variant: () => bareId(world.variant("A").id),
    product: () => productId,
  };
  const promotion = () => toPromotionInput({ ...newPromotionDraft("2030-01-01T00:00"), name: "Winter" });
  const rules = () => readOrderRules(orderRulesDraft(DEFAULT_ORDER_RULES, DEFAULT_FULFILLMENT_RULES, ""));
  const buffer = { rule: "buffer", scope: "sku", subject: "A", value: 2 };
  const exception = { rule: "authority:price", scope: "sku", subject: "A", value: "shop" };
  const draft = () =>
    settingsDraft({ basis: "available", guards: DEFAULT_GUARDS, buffers: [buffer], policies: [exception] });
  const row = () => ({ kind: "stock", subject: world.itemId("A"), place: world.locationId });
  const key = () => `stock ${world.itemId("A")} ${world.locationId}`;

  const editor = () => ({ intent: "test", name: "ERP", settings: {}, secrets: {}, look: null });

  return {
    "app._index.tsx": { bodies: [() => ({ intent: "dismiss-setup" })] },
    "app.conflicts_.decide.tsx": {
      bodies: [
        () => ({ ops: [{ do: "undo", events: [ID] }] }),
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
      id: ids.connection,
      bodies: [
        () => ({ intent: "resume" }),
        () => ({ intent: "schedule", feed: ID, everyMs: "60000" }),
        () => ({ intent: "booked", ms: "60000" }),
      ],
    },
    "app.connections.$id.links.tsx": {
      id: ids.connection,
      bodies: [
        () => ({ intent: "confirm-way", way: "sku" }),
        () => ({ intent: "confirm", sku: ["A", "B"] }),
        () => ({ intent: "choose", sku: "A", variant: ids.variant() }),
        () => ({ intent: "reopen", sku: "A" }),
        () => ({ intent: "unit", sku: "A", unit: "2" }),
      ],
    },
    "app.connections.$id.orders.tsx": {
      id: ids.connection,
      bodies: [() => ({ intent: "preview", rules: rules() })],
    },
    "app.connections.$id.plan.tsx": { id: ids.connection, bodies: [() => ({ intent: "plan" })] },
    "app.connections.$id.prices.tsx": {
      id: ids.connection,
      bodies: [() => ({ list: "default", target: "" })],
    },
    "app.connections.$id.set-aside.tsx": { id: ids.connection, bodies: [() => ({ row: [ID, ID] })] },
    "app.connections.$id.settings.tsx": { id: ids.connection, bodies: [editor] },
    "app.connections.$id.warehouses.tsx": {
      id: ids.connection,
      bodies: [() => ({ warehouse: "MAIN", location: world.locationId })],
    },
    "app.connections.new.$adapter.tsx": { id: () => "csv", bodies: [editor] },
    "app.drift.tsx": { bodies: [() => ({ row: key() }), () => ({ row: [key(), key()] })] },
    "app.holds.$id.tsx": {
      id: () => holdId,
      bodies: [() => ({ intent: "approve", row: key() }), () => ({ intent: "discard" })],
    },
    "app.orders.$id.tsx": {
      id: () => "1",
      bodies: [
        () => ({ intent: "retry" }),
        () => ({ intent: "accept", connectionId: world.connectionId, version: "1" }),
        () => ({ intent: "shipment", place: "1", take: "shop" }),
      ],
    },
    "app.orders._index.tsx": { bodies: [() => ({ order: ["1", "2"] })] },
    "app.product.$productId.tsx": {
      id: ids.product,
      bodies: [() => ({ intent: "repair" }), () => ({ intent: "undo", change: ID })],
    },
    "app.promotions.$id.tsx": {
      id: () => ID,
      bodies: [() => ({ intent: "preview", input: promotion(), after: "" }), () => ({ intent: "end" })],
    },
    "app.promotions.new.tsx": { bodies: [() => ({ intent: "preview", input: promotion(), after: "" })] },
    "app.settings.tsx": {
      bodies: [() => ({ intent: "sell", sku: "A" }), () => ({ intent: "preview", draft: draft() })],
    },
    "app.sku.$variantId.tsx": {
      id: ids.variant,
      bodies: [() => ({ intent: "repair" }), () => ({ intent: "undo", change: ID })],
    },
  };
}
