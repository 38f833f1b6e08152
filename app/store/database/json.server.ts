import type { Prisma } from "@prisma/client";
import type { FulfillmentStep } from "#app/core/fulfillment/step.ts";
import type { FulfillmentReceipt } from "#app/core/fulfillment/facts.ts";
import type { OrderProblem } from "#app/core/orders/problems.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import type { OrderStateRecord, ParcelEvent, ShipmentLine } from "#app/core/source/order-records.ts";
import type { SourceOrder } from "#app/core/source/order.ts";
import type { Guards } from "#app/core/values/plan.ts";
import type { AnyReceipt } from "#app/core/values/receipt.ts";

/** What each column of type Json in prisma/schema.prisma holds; one that is missing here does not compile. */
export interface JsonColumns {
  /** `parseGuards` reads it. */
  "Shop.guards": Guards | null;
  "Variant.fields": Readonly<Record<string, string>>;
  "Product.fields": Readonly<Record<string, string>>;
  /** Each adapter reads its own by its schema. */
  "Connection.settings": object;
  "Observation.receipt": AnyReceipt | OrderReceipt | FulfillmentReceipt | null;
  "Run.reasons": Readonly<Record<string, number>> | null;
  /** The step of a fulfillment; the receipt of everything else. */
  "Change.why": AnyReceipt | FulfillmentStep | null;
  /** As Shopify sent it; each topic is read on its own. */
  "InboxEvent.payload": unknown;
  /** Null: nothing is exported, or it was erased. */
  "Order.document": ShopOrderDocument | null;
  "OutboxEntry.problems": readonly OrderProblem[] | null;
  /** `reviveSourceOrder` reads it. */
  "OutboxEntry.exported": SourceOrder | null;
  "Shipment.lines": readonly ShipmentLine[];
  "Parcel.events": readonly ParcelEvent[];
  "OrderState.order": OrderStateRecord["order"];
  /** Each rule is read by its own parser in core/. */
  "Policy.value": boolean | number | string | object;
  "TimelineEvent.detail": TimelineDetail | null;
}

/** What a decision about an order rested on. */
interface OrderReceipt {
  of: "order";
  version: string;
  problems: readonly OrderProblem[];
}

/** What an event records beside its value; an event caused by a reading has only the receipt here. */
export interface TimelineDetail extends Partial<ResolutionDetail> {
  /** In the words of a system. */
  message?: string;
  /** Who changed the shop's side. */
  editor?: string;
  /** The credit that the source booked. */
  credit?: string;
  /** The write to the shop that repaired a shipment. */
  step?: FulfillmentStep["step"];
  /** The orders that a customer asks about. */
  orderIds?: readonly string[];
  /** The orders whose files are to be forgotten, by their keys in the source. */
  keys?: readonly string[];
}

/** What a person decided about a conflict, and whether that was taken back. */
export interface ResolutionDetail {
  choice: "source" | "shop" | "value" | "ignore";
  value: string | null;
  agreed: string | null;
  source: string | null;
  shop: string | null;
  who: string;
  note: string | null;
  undoneAt?: string;
  undoneBy?: string;
}

/** As read back from JSON: times are ISO 8601 texts. */
export type Stored<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Stored<T[K]> } : T;

/** What a hand-written query reads of a column. */
export type StoredIn<C extends keyof JsonColumns> = Stored<JsonColumns[C]>;

type Scalars<M extends Prisma.ModelName> = Prisma.TypeMap["model"][M]["payload"]["scalars"];

/** Every column of type Json, by the schema. */
type JsonColumn = {
  [M in Prisma.ModelName]: {
    [F in keyof Scalars<M> & string]: Prisma.JsonValue extends Scalars<M>[F] ? `${M}.${F}` : never;
  }[keyof Scalars<M> & string];
}[Prisma.ModelName];

type FieldOf<C extends JsonColumn> = C extends `${string}.${infer F}` ? F : never;

/**
 * Reads a column of a row. We wrote it ourselves and thousands are read at once, so its type is trusted and
 * not checked; what others wrote has a parser.
 */
export function readJson<C extends JsonColumn>(
  column: C,
  row: Readonly<Record<FieldOf<C>, Prisma.JsonValue>>,
): StoredIn<C> {
  return row[fieldOf(column)] as unknown as StoredIn<C>;
}

/** A column as Prisma writes it, to spread into its data. */
export function writeJson<C extends JsonColumn>(
  column: C,
  value: Exclude<JsonColumns[C], null>,
): Record<FieldOf<C>, Prisma.InputJsonValue> {
  return { [fieldOf(column)]: value } as unknown as Record<FieldOf<C>, Prisma.InputJsonValue>;
}

function fieldOf<C extends JsonColumn>(column: C): FieldOf<C> {
  return column.slice(column.indexOf(".") + 1) as FieldOf<C>;
}
