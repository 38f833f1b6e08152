import { expect, test } from "vitest";
import { headline, type ShopSummary } from "#app/core/values/headline.ts";

const now = 1_000_000_000;
const feed = { connection: "ERP", kind: "stock", everyMs: 60_000, lastReadAt: now - 12_000, liveSince: 0 };
const calm: ShopSummary = {
  shopState: "active",
  connections: [{ name: "ERP", state: "active" }],
  feeds: [feed],
  agreed: 3412,
  repairing: 7,
  waiting: 8,
  decisions: 0,
  run: null,
};

test("a few values in repair are the ripple of a working day", () => {
  expect(headline(calm, now)).toEqual({ state: "in-step" });
});

test("before anything is live the headline asks to connect", () => {
  expect(headline({ ...calm, connections: [] }, now).state).toBe("new");
  expect(headline({ ...calm, connections: [{ name: "ERP", state: "setup" }] }, now).state).toBe("new");
});

test("a hold needs a person even when all else agrees", () => {
  expect(headline({ ...calm, decisions: 1 }, now).state).toBe("needs-you");
});

test("much to repair is told with the time that is left at the pace so far", () => {
  const run = { total: 1000, done: 500, startedAt: now - 10_000 };
  expect(headline({ ...calm, repairing: 500, run }, now)).toEqual({ state: "catching-up", leftMs: 10_000 });
  expect(headline({ ...calm, repairing: 500 }, now)).toEqual({ state: "catching-up", leftMs: null });
});

test("a silent source is told before anything else, with when it fell silent", () => {
  const silent = { ...feed, lastReadAt: now - 600_000 };
  const told = headline({ ...calm, decisions: 1, feeds: [silent] }, now);
  expect(told).toEqual({ state: "cannot-tell", cause: "silent", name: "ERP", since: now - 600_000 });
});

test("a feed that was never read is silent since its connection went live", () => {
  const never = { ...feed, lastReadAt: null, liveSince: now - 600_000 };
  expect(headline({ ...calm, feeds: [never] }, now)).toMatchObject({ cause: "silent", since: now - 600_000 });
});

test("a slow feed is not silent before several of its intervals have passed", () => {
  const daily = { ...feed, everyMs: 86_400_000, lastReadAt: now - 90_000_000 };
  expect(headline({ ...calm, feeds: [daily] }, now).state).toBe("in-step");
});

test("nobody can tell when Shopify refuses us, a connection is broken, or all are paused", () => {
  expect(headline({ ...calm, shopState: "reconnect" }, now)).toMatchObject({ cause: "shop" });
  const broken = [{ name: "ERP", state: "broken" }];
  expect(headline({ ...calm, connections: broken }, now)).toMatchObject({ cause: "connection", name: "ERP" });
  const paused = [{ name: "ERP", state: "paused" }];
  expect(headline({ ...calm, connections: paused }, now)).toMatchObject({ cause: "paused" });
});
