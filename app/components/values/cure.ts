import type { Cure } from "#app/core/values/blocked.ts";

export interface CureContext {
  productId: string;
  sku: string | null;
  connectionId: string | null;
  holdId: string | null;
}

/** Where a cure is carried out: on a page, or by the repair that starts right here. */
export type CureStep = { do: "repair" } | { url: string; external: boolean };

export function cureStep(cure: Cure, context: CureContext): CureStep {
  const { productId, sku, connectionId, holdId } = context;
  const connection = connectionId === null ? "/app/connections" : `/app/connections/${connectionId}`;
  const inApp = (url: string): CureStep => ({ url, external: false });
  switch (cure) {
    case "repair":
    case "look-again":
      return { do: "repair" };
    case "review-hold":
      return inApp(holdId === null ? "/app/drift?view=held" : `/app/holds/${holdId}`);
    case "resolve-conflict":
      return inApp(sku === null ? "/app/conflicts" : `/app/conflicts?text=${encodeURIComponent(sku)}`);
    case "resume":
      return inApp(connection);
    case "link":
      return inApp(connectionId === null ? connection : `${connection}/links?state=missing`);
    case "map-list":
      return inApp(connectionId === null ? connection : `${connection}/prices`);
    case "fix-source":
      return inApp(connection);
    case "price-rules":
      return inApp("/app/settings");
    case "track":
      return { url: `shopify://admin/products/${productId}`, external: true };
  }
}
