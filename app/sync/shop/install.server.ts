import { askForSweep, findShop, saveShop, updateShop } from "#app/store/shops/shops.server.ts";

/**
 * Records that a shop has (re)installed the app. What is known of its catalogue may be old, so it is owed a
 * sweep; earlier orders count as booked, because the first plan is approved by a person.
 */
export async function installShop(shop: string): Promise<void> {
  const before = await findShop(shop);
  await saveShop(shop, {});
  // Webhooks that came while its tokens were dead could not be followed up.
  if (before?.state === "reconnect") await askForSweep(shop);
  if (before === null || before.state === "uninstalled") {
    const installedAt = new Date();
    await updateShop(shop, {
      installedAt,
      sweptAt: null,
      sweepDueAt: installedAt,
      sweepId: null,
      sweepStartedAt: null,
    });
  }
}
