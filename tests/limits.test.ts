import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { addressOf, isLocal, rateLimit, slots, waitOfAddress } from "#app/limits.server.ts";

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

test("a key may ask in a burst, then as often as time passes, and no other key suffers", () => {
  const limit = rateLimit({ perSecond: 2, burst: 3 });
  expect([1, 2, 3].map(() => limit.wait("a", 0))).toEqual([0, 0, 0]);
  expect(limit.wait("a", 0)).toBe(1);
  expect(limit.wait("b", 0)).toBe(0);
  expect(limit.wait("a", 1_500)).toBe(0);
  expect(limit.wait("a", 60_000)).toBe(0);
});

test("who asks without end is not remembered without end", () => {
  const limit = rateLimit({ perSecond: 1, burst: 1 });
  for (let key = 0; key < 10_001; key++) limit.wait(String(key), 0);
  expect(limit.wait("1", 0)).toBe(1);
  expect(limit.wait("0", 0)).toBe(0);
});

test.each([
  ["a stranger is who connects, whatever their headers say", "203.0.113.5", "198.51.100.1", "203.0.113.5"],
  ["the proxy beside us is believed", "127.0.0.1", "198.51.100.1", "198.51.100.1"],
  ["also when it comes by IPv6", "::ffff:10.0.0.2", "198.51.100.1", "198.51.100.1"],
  ["what a stranger put before is not", "10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"],
  ["a second proxy that is near is passed over", "10.0.0.1", "198.51.100.1, 192.168.1.1", "198.51.100.1"],
  ["without a proxy there is only who connects", "127.0.0.1", "", "127.0.0.1"],
])("%s", (_, socket, forwarded, address) => {
  expect(addressOf(from(socket, forwarded ? { "x-forwarded-for": forwarded } : {}))).toBe(address);
});

test("who is near is never made to wait, since behind one address may be everybody", () => {
  for (let count = 0; count < 5_000; count++) expect(waitOfAddress(from("127.0.0.1"))).toBe(0);
});

test("one subscriber of IPv6 has one share, not one for each of their addresses", () => {
  const waits = Array.from({ length: 2_000 }, (_, host) =>
    waitOfAddress(from(`2001:db8:1:2::${host.toString(16)}`)),
  );
  expect(Math.max(...waits)).toBeGreaterThan(0);
  expect(waitOfAddress(from("2001:db8:1:3::1"))).toBe(0);
  expect(waitOfAddress(from("2001:db8::3"))).toBe(0);
});

test("only a request that was made here and passed on by nobody is local", () => {
  expect(isLocal(from("127.0.0.1", { host: "localhost:3000" }))).toBe(true);
  expect(isLocal(from("::1", { host: "[::1]:3000" }))).toBe(true);
  expect(isLocal(from("::ffff:127.0.0.1", { host: "127.0.0.1" }))).toBe(true);
  expect(isLocal(from("10.0.0.1", { host: "localhost" }))).toBe(false);
  expect(isLocal(from("127.0.0.1", { host: "concord.example.com" }))).toBe(false);
  expect(isLocal(from("127.0.0.1", { host: "localhost", "x-forwarded-for": "203.0.113.5" }))).toBe(false);
});

test("slots are taken and given back for each caller alone", () => {
  const { take } = slots(2);
  const back = take("a");
  expect(take("a")).not.toBeNull();
  expect(take("a")).toBeNull();
  expect(take("b")).not.toBeNull();
  back?.();
  expect(take("a")).not.toBeNull();
});
