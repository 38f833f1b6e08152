import { expect, test } from "vitest";
import { nudges } from "#app/endpoints/nudges.ts";

test("a burst of events for one shop nudges it once at a time, and once more at the end", async () => {
  const sent: string[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const nudge = nudges((shop) => {
    sent.push(shop);
    return sent.length === 1 ? held : Promise.resolve();
  });
  for (let event = 0; event < 100; event++) nudge.to("one");
  nudge.to("two");
  expect(sent).toEqual(["one", "two"]);
  release();
  await nudge.idle();
  expect(sent).toEqual(["one", "two", "one"]);
});

test("a nudge that fails is no reason to fail: the event is stored", async () => {
  let tried = 0;
  const nudge = nudges(() => {
    tried++;
    return Promise.reject(new Error("queue is down"));
  });
  nudge.to("one");
  await nudge.idle();
  nudge.to("one");
  await nudge.idle();
  expect(tried).toBe(2);
});
