import { createConnection } from "./connections.server.ts";
import { refreshWarehouses } from "./mapping.server.ts";
import { planFirst } from "./first-plan.server.ts";

/** Creates a connection and reads it for the first time, so that its warehouses can be mapped and its plan looked at. */
export async function addConnection(
  shop: string,
  draft: Parameters<typeof createConnection>[1],
  signal: AbortSignal,
): ReturnType<typeof createConnection> {
  const saved = await createConnection(shop, draft);
  if (!saved.ok) return saved;
  await refreshWarehouses(shop, saved.id, signal);
  await planFirst(shop, saved.id);
  return saved;
}
