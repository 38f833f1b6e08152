import { openPricedShop } from "#tests/e2e/priced-shop.ts";
const shop = await openPricedShop({ skus: 60, port: 4597 }, (e) => { console.error("FAIL", e); });
const { world, articles } = shop;
const lists = articles.flatMap((a, i) => [
  { sku: a.sku, price: a.price },
  { sku: a.sku, list: "B2B", price: (Number(a.price) * 0.8).toFixed(2) },
  ...(i < 10 ? [{ sku: a.sku, list: "B2B", price: (Number(a.price) * 0.7).toFixed(2), fromPieces: 10 }] : []),
  { sku: a.sku, list: "NORWAY", price: (Number(a.price) * 13).toFixed(2), currency: "NOK" },
]);
await shop.exportPrices(lists);
console.log(JSON.stringify({ url: world.admin.url, connectionId: shop.connectionId, articles: articles.slice(0, 3), home: world.home }));
process.stdin.resume();
process.on("SIGTERM", () => void world.close().then(() => process.exit(0)));
setInterval(() => {}, 1000);
