import { afterEach, expect, test, vi } from "vitest";
import type { Outcome } from "#sandbox/demo/once.ts";
import { runDemo, type RunningDemo } from "./running-demo.ts";

let demo: RunningDemo;

const fewSkus = ["--once", "--skus", "300"];
const endWithin = { timeout: 40_000, interval: 500 };

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

test("a demo that is interrupted ends what it started", async () => {
  demo = await runDemo(...fewSkus);
  await demo.says("Connected:");
  demo.child.kill("SIGINT");
  expect(await demo.ended, demo.output()).toBe(1);
  expect(await demo.left()).toEqual([]);
  expect(await demo.files()).toEqual([]);
});

test("the processes of a demo that was killed outright end by themselves", async () => {
  demo = await runDemo(...fewSkus);
  await demo.says("Connected:");
  demo.child.kill("SIGKILL");
  await demo.ended;
  await vi.waitFor(async () => expect(await demo.left()).toEqual([]), endWithin);
});

function lastJson(output: string): string {
  return output.split("\n").findLast((line) => line.startsWith("{")) ?? "";
}
