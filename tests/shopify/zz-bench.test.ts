import { test } from "vitest";
import { setQuantities } from "#app/shopify/inventory.ts";
import { readLevels } from "#app/shopify/levels.ts";
import { sandboxShop } from "./sandbox-shop.ts";
test.each(["standard"] as const)("%s", async (plan) => {
  const shop = await sandboxShop({ plan });
  const { store, stats } = shop.sandbox;
  const loc = store.createLocation("A").id;
  for (let i=0;i<2500;i++) store.createProduct({title:`p${i}`, variants:[{sku:`s${i}`, levels:{[loc]:0}}]});
  const items = store.items.rows.map(r=>r.id);
  const batches = 400; 
  let next = 0; const values = new Array(10).fill(0);
  const t0 = performance.now();
  const size = 250;
  await Promise.all(Array.from({length: 10}, async (_, w) => {
    const mine = items.slice(w*size, w*size+size);
    while (next < batches) { const n = next++; const v = values[w]; values[w]++;
      const { rows } = await setQuantities(shop.client, {name:"available", reason:"correction", key:`k${n}`, urgent: n>=batches-20, rows: mine.map(itemId=>({itemId, locationId: loc, from: v, to: v+1}))});
      if (rows.some(r=>r.outcome!=="applied")) throw new Error("x"); }
  }));
  const s = (performance.now()-t0)/1000;
  const c = shop.client.spent.points / batches;
  const min = Math.max(0,(batches*c - 2000)/100);
  console.log(plan, {batches, s, ratio: s/min, points: shop.client.spent.points, c, min, throttled: stats.throttled});
  const p0 = shop.client.spent.points; const t1=performance.now();
  await readLevels(shop.client, items.slice(0,250)); console.log("readLevels 250:", shop.client.spent.points-p0, "points", performance.now()-t1,"ms");
  await shop.close();
}, 120000);
