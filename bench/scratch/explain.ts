import { pool } from "#app/store/database.server.ts";
import { decideOwed, decideRow } from "#app/sync/decide.server.ts";
import { loadDirtyStock, saveDecisions } from "#app/store/decisions.server.ts";
import { stockPolicy } from "#app/core/policy.ts";
import { openDatabase } from "../support/database.ts";
import { seedLinked } from "../support/seed.ts";
import { writeFileSync } from "node:fs";
process.env.CONCORD_SECRET_KEY = Buffer.alloc(32, 7).toString("base64");
const database = await openDatabase();
const N = Number(process.argv[2] ?? 20000);
const items = Array.from({ length: N }, (_, n) => ({ sku: `SKU-${n}`, itemId: String(5e13 + n * 7), variantId: String(4e13 + n * 7) }));
await pool().query(`INSERT INTO "Shop" (shop) VALUES ('b.myshopify.com')`);
await seedLinked({ shop: "b.myshopify.com", locationId: "77", items } as never);
await pool().query("ALTER SYSTEM SET shared_preload_libraries='auto_explain'").catch(() => 0);
for (const s of ["LOAD 'auto_explain'"]) await pool().query(s).catch((e: Error) => console.log(e.message));
// explain through pg: capture SQL by wrapping
const orig = (await import("pg")).default.Client.prototype.query as (...a: unknown[]) => unknown;
const seen: { text: string; values: unknown[] }[] = [];
(await import("pg")).default.Client.prototype.query = function (this: unknown, ...a: unknown[]) {
  const q = a[0] as { text?: string; values?: unknown[] };
  if (q?.text && /FROM "Observation"|UPDATE "Observation"|WITH decided/.test(q.text)) seen.push({ text: q.text, values: (a[1] as unknown[]) ?? q.values ?? [] });
  return orig.apply(this, a);
} as never;
const policy = stockPolicy([]);
for (let i = 0; i < 3; i++) {
  const t0 = performance.now();
  const rows = await loadDirtyStock("b.myshopify.com", 500);
  const t1 = performance.now();
  const dec = rows.map((r) => decideRow(r, "available", policy));
  const t2 = performance.now();
  await saveDecisions("b.myshopify.com", dec);
  console.log(rows.length, "load", t1 - t0, "decide", t2 - t1, "save", performance.now() - t2);
}
const c = await pool().connect();
let out = "";
for (const q of seen.slice(-2)) {
  await c.query("BEGIN");
  const r = await c.query({ text: "EXPLAIN (ANALYZE, BUFFERS) " + q.text, values: q.values as never[] });
  out += r.rows.map((x) => x["QUERY PLAN"]).join("\n") + "\n\n";
  await c.query("ROLLBACK");
}
c.release();
writeFileSync("/tmp/explain.txt", out);
const t = performance.now();
const d = await decideOwed("b.myshopify.com", new AbortController().signal);
console.log("decided", d, "in", performance.now() - t, Math.round((d / (performance.now() - t)) * 1000), "rows/s");
await database.close();
process.exit(0);
