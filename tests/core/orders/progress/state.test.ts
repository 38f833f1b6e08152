import { expect, test } from "vitest";
import { orderStages } from "#app/core/orders/progress/stages.ts";
import { orderProgress, type ProgressFacts, type ProgressVerdict } from "#app/core/orders/progress/state.ts";

const stages = orderStages({
  createdAt: "2026-11-20T08:00:00.000Z",
  cancelledAt: null,
  bookedAt: null,
  fulfillmentStatus: "UNFULFILLED",
  exports: [{ state: "exported", exportedAt: "2026-11-20T08:01:00.000Z", sourceStatus: null, stuck: false }],
  shipments: [],
  invoices: [],
  tells: { shipments: true, invoices: false },
});
const entry = {
  connectionId: "c1",
  connection: "ERP",
  state: "exported",
  reason: null,
  message: null,
  dueAt: null,
  number: "S-7",
};
const order: ProgressFacts = { cancelledAt: null, stages, entries: [entry], verdicts: [] };
const says = (verdict: ProgressVerdict["verdict"], part: Partial<ProgressVerdict> = {}): ProgressVerdict => {
  return { kind: "order", place: "c1", verdict, reason: null, message: null, retryAt: null, ...part };
};
const shipment = { kind: "fulfillment", place: "c1/77" } as const;

test.each<[string, Partial<ProgressFacts>, string, string, string | null]>([
  ["an order that goes its way is told by how far it is", {}, "moving", "orderSays.reached.exported", null],
  [
    "what needs a person comes before everything else",
    { verdicts: [says("in-sync"), says("conflict", { reason: "edited" })] },
    "stuck",
    "orderSays.conflict.edited",
    "decide",
  ],
  [
    "a refusal is told in the words of the source, with a button to try again",
    { verdicts: [says("failing", { message: "Customer is blocked" })] },
    "stuck",
    "orderSays.refused",
    "retry",
  ],
  [
    "a shipment that Shopify will not show is decided where it is listed",
    { verdicts: [says("in-sync"), says("conflict", { ...shipment, reason: "cancelled-in-shop" })] },
    "stuck",
    "orderSays.shipment.cancelled-in-shop",
    "decide-shipment",
  ],
  [
    "a reason that nobody knows yet is still told to need a person",
    { verdicts: [says("conflict", { reason: "brand-new" })] },
    "stuck",
    "orderSays.conflict.other",
    "decide",
  ],
  [
    "an order waits while its connection is paused",
    { verdicts: [says("held", { reason: "paused" })] },
    "waiting",
    "orderSays.waits.paused",
    "resume",
  ],
  [
    "a source that does not answer is told, and that the order goes there later",
    { verdicts: [says("push", { message: "No answer" })], entries: [{ ...entry, state: "owed" }] },
    "waiting",
    "orderSays.waits.source-away",
    "retry",
  ],
  [
    "a hold window is told with its end",
    { entries: [{ ...entry, state: "waiting", reason: "hold-window", dueAt: "2026-11-20T09:00:00.000Z" }] },
    "waiting",
    "orderSays.waits.hold-window",
    null,
  ],
  [
    "a cancelled order is done with",
    { cancelledAt: "2026-11-20T09:00:00.000Z" },
    "cancelled",
    "orderSays.cancelled",
    null,
  ],
])("%s", (_name, part, state, key, cure) => {
  expect(orderProgress({ ...order, ...part })).toMatchObject({ state, key, cure });
});

test("what a rule left out names the rule and leads to it", () => {
  const left = { ...entry, state: "left", reason: "tags", number: null };
  const bare = stages.map((stage) =>
    stage.name === "placed" ? stage : { ...stage, state: "none" as const },
  );
  expect(orderProgress({ ...order, stages: bare, entries: [left] })).toMatchObject({
    state: "left",
    key: "orderSays.left.tags",
    cure: "rules",
    connectionId: "c1",
  });
});

test("the sentence names the connection that it is about, not another one", () => {
  const other = { ...entry, connectionId: "c2", connection: "Warehouse" };
  const told = orderProgress({
    ...order,
    entries: [entry, other],
    verdicts: [says("conflict", { place: "c2", reason: "gone" })],
  });
  expect(told.params.connection).toBe("Warehouse");
});

test.each([
  ["open", "moving"],
  ["none", "done"],
] as const)("all shipped and delivery %s is %s", (delivered, state) => {
  const reached = { shipped: "done", delivered } as const;
  const told = stages.map((stage) => ({
    ...stage,
    state: stage.name in reached ? reached[stage.name as keyof typeof reached] : stage.state,
  }));
  expect(orderProgress({ ...order, stages: told })).toMatchObject({
    state,
    key: "orderSays.reached.shipped",
  });
});
