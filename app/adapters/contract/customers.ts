import type { SourceCustomer, Written } from "#app/core/source/order.ts";

/** How the shop's people and businesses reach a system that keeps them (an ERP, a CRM, a newsletter). */
export interface CustomerWriter {
  /** What the source holds under this key (SourceCustomer.key); null: nobody. */
  find(key: string, signal: AbortSignal): Promise<{ id: string; number: string } | null>;
  /** Makes the customer what they are in the shop now. Called again with the same it changes nothing. */
  upsert(customer: SourceCustomer, signal: AbortSignal): Promise<Written<{ id: string; number: string }>>;
}
