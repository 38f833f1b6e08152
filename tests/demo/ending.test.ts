import { afterEach, expect, test, vi } from "vitest";
import { runDemo, type RunningDemo } from "./running-demo.ts";

let demo: RunningDemo;

const fewSkus = ["--once", "--skus", "60"];
const endWithin = { timeout: 40_000, interval: 100 };

afterEach(async () => {
  demo.child.kill("SIGKILL");
  await demo.clear();
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
