import { afterEach, expect, test } from "vitest";
import type { Outcome } from "#sandbox/demo/once.ts";
import { runDemo, type RunningDemo } from "./running-demo.ts";

let demo: RunningDemo;

const fewSkus = ["--once", "--skus", "300"];

afterEach(async () => {
  demo.child.kill("SIGKILL");
  await demo.clear();
});

test("the demo repairs all drift, brings every order to the ERP and back, reports it, and leaves nothing behind", async () => {
  demo = await runDemo(...fewSkus);
  const code = await demo.ended;
  expect(code, demo.output()).toBe(0);
  const outcome = JSON.parse(lastJson(demo.output())) as Outcome;
  expect(outcome).toMatchObject({ converged: true, editsByHand: 10 });
  expect(outcome.skus).toBeGreaterThan(290);
  expect(outcome.driftBefore).toBeGreaterThan(100);
  expect(outcome.repaired).toBeGreaterThanOrEqual(outcome.driftBefore);
  expect(outcome.agreed["price"]).toBeGreaterThan(900);
  expect(outcome.agreed["content"]).toBeGreaterThan(500);
  expect(outcome.ordersDiffer).toBe(0);
  expect(outcome.orders.placed).toBeGreaterThan(5);
  expect(outcome.orders.cancelled).toBeGreaterThan(0);
  expect(outcome.orders.credited).toBeGreaterThan(0);
  expect(outcome.orders.delivered).toBe(outcome.orders.shipments);
  expect(outcome.orders.erpTotal).toBe(outcome.orders.shopTotal);
  expect(outcome.blocked).toMatchObject({ "missing-in-shop": 3, ambiguous: 1 });
  expect(await demo.left()).toEqual([]);
  expect(await demo.files()).toEqual([]);
});

function lastJson(output: string): string {
  return output.split("\n").findLast((line) => line.startsWith("{")) ?? "";
}
