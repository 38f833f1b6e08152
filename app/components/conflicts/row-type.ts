import type { ValueKind } from "#app/core/values/record-kind.ts";

/** One value on which the source and the shop differ, and on which a person is to decide. */
export interface ConflictRow {
  key: string;
  kind: ValueKind;
  subject: string;
  place: string;
  /** Field of the authority rules. */
  field: string;
  placeName: string | null;
  variantId: string | null;
  productId: string | null;
  sku: string | null;
  title: string;
  variantTitle: string;
  imageUrl: string | null;
  vendor: string | null;
  tags: readonly string[];
  collections: readonly { id: string; title: string }[];
  desired: string | null;
  observed: string | null;
  baseline: string | null;
  agreedAt: string | null;
  source: { name: string | null; at: string | null; origin: string | null };
  seen: { at: string | null; editor: string | null };
  since: string | null;
  assignee: string | null;
  note: string | null;
  /** Digest of a photo -> its address. */
  pictures: Readonly<Record<string, string>>;
}
