import { afterEach, expect, test } from "vitest";
import { closeQueues, nudge } from "#app/jobs/queue.ts";

const NOBODY = "redis://127.0.0.1:1";

afterEach(() => {
  delete process.env["REDIS_URL"];
});

test("a page goes on although the queue is away, and the process can still end", async () => {
  process.env["REDIS_URL"] = NOBODY;
  const began = performance.now();
  await nudge({ name: "owed" });
  await nudge({ name: "inbox", shop: "a.myshopify.com" });
  expect(performance.now() - began).toBeLessThan(2_000);
  await closeQueues();
}, 10_000);
