import { db } from "#app/store/database/database.server.ts";

interface Part {
  kind?: string;
  place?: string;
  [column: string]: unknown;
}

/** A price on which both sides differ, as it is after deciding. */
export async function seedConflict(shop: string, subject: string, part: Part = {}): Promise<void> {
  await db().observation.create({
    data: {
      shop,
      kind: "price",
      subject,
      place: "",
      desired: "12.50 EUR",
      observed: "11.00 EUR",
      baseline: "12.00 EUR",
      observedAt: new Date(),
      verdict: "conflict",
      driftSince: new Date(),
      title: "Heart",
      decided: 1,
      ...part,
    },
  });
}

export async function seedVariant(
  shop: string,
  id: string,
  part: { tags?: string[]; vendor?: string },
): Promise<void> {
  const product = { productId: `p${id}`, productTitle: "Heart", title: "Default Title" };
  await db().variant.create({
    data: { shop, id, inventoryItemId: id, ...product, tags: [], seenAt: new Date(), ...part },
  });
}

/** The conflict, as a person saw it. */
export function seenConflict(subject: string) {
  return { kind: "price", subject, place: "", desired: "12.50 EUR", observed: "11.00 EUR" };
}
