import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connectionSettings, startApp } from "#sandbox/demo/app.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import { warehouses } from "#sandbox/sources/assortment.ts";

/** A price as the ERP of the tests lists it. */
export interface ListedPrice {
  sku: string;
  list?: string;
  price: string;
  currency?: string;
  fromPieces?: number;
}

/** A shop, its ERP that also gives prices, and the app between them; live, with stock and prices approved. */
export interface PricedShop {
  world: World;
  connectionId: string;
  /** SKUs that the ERP lists and that nothing reduces, with the price that the shop showed at first. */
  articles: { sku: string; variantId: string; price: string }[];
  /** The ERP's next full export of prices. */
  exportPrices(rows: readonly ListedPrice[]): Promise<void>;
}

export async function openPricedShop(
  options: { skus: number; port: number; databaseUrl: string },
  onFailure: (error: Error) => void,
): Promise<PricedShop> {
  const { databaseUrl, ...chosen } = options;
  const world = await buildWorld(
    { once: true, empty: true, pace: 1, troubles: new Set(), keep: false, ...chosen },
    onFailure,
    { databaseUrl },
  );
  let exports = 0;
  const exportPrices = async (rows: readonly ListedPrice[]) => {
    exports += 1;
    const lines = rows.map(({ sku, list = "", price, currency = "GBP", fromPieces = 1 }) =>
      [sku, list, price, currency, fromPieces].join(";"),
    );
    const name = join(world.erpFolder, `tariff-${String(exports).padStart(4, "0")}.csv`);
    await writeFile(`${name}.part`, ["Article;List;Price;Currency;From", ...lines, ""].join("\n"));
    await rename(`${name}.part`, name);
  };
  const articles = world.shop.variants
    .filter(({ variant }) => variant.tracked && variant.item !== null && variant.compareAt === null)
    .map(({ variant, variantId }) => ({ sku: variant.sku, variantId, price: variant.price }));
  await exportPrices(articles);
  await startApp(world);
  return { world, connectionId: await connect(world), articles, exportPrices };
}

/** Does what the set-up pages do, with a file of prices beside the others. */
async function connect(world: World): Promise<string> {
  const { files, ...settings } = connectionSettings(world.erpFolder) as { files: Record<string, unknown> };
  const prices = {
    pattern: "tariff-*.csv",
    mode: "full",
    columns: { sku: "Article", list: "List", amount: "Price", currency: "Currency", minQuantity: "From" },
  };
  const instructions = {
    shop: world.sandbox.shop,
    adapter: "csv",
    name: "Wholesale ERP",
    settings: { ...settings, decimal: ".", files: { ...files, prices } },
    everyMs: 1_000,
    mappings: Object.fromEntries(warehouses.map(({ code, name }) => [code, name])),
    who: "Maya",
  };
  const answer = await world.processes.run(
    {
      name: "connect",
      script: join(process.cwd(), "scripts/connect-demo.ts"),
      env: world.env,
      logFolder: world.home,
    },
    [],
    JSON.stringify(instructions),
  );
  return (JSON.parse(answer) as { connectionId: string }).connectionId;
}
