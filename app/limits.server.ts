import type { IncomingMessage } from "node:http";
import { BlockList, isIPv6 } from "node:net";

const KEYS_MAX = 10_000;

/** A person's browser needs a few requests a second; many people may share an address. */
const PER_ADDRESS = { perSecond: 20, burst: 600 };
const PER_SHOP = { perSecond: 100, burst: 2_000 };

export interface RateLimit {
  /** Counts one request of `key`. The seconds after which it may ask again; 0: now. */
  wait(key: string, nowMs?: number): number;
}

/** Lets every key ask `burst` times at once and `perSecond` times a second for ever. */
export function rateLimit({ perSecond, burst }: { perSecond: number; burst: number }): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    wait(key, nowMs = performance.now()) {
      const { left, atMs } = buckets.get(key) ?? { left: burst, atMs: nowMs };
      const refilled = Math.min(burst, left + ((nowMs - atMs) / 1000) * perSecond);
      // Last in the map is who asked last, so whoever is forgotten has been silent for the longest time.
      buckets.delete(key);
      buckets.set(key, { left: Math.max(0, refilled - 1), atMs: nowMs });
      const [oldest] = buckets.keys();
      if (buckets.size > KEYS_MAX && oldest !== undefined) buckets.delete(oldest);
      return refilled >= 1 ? 0 : Math.ceil((1 - refilled) / perSecond);
    },
  };
}

const byAddress = rateLimit(PER_ADDRESS);
const byShop = rateLimit(PER_SHOP);

/** Counts a request to a public door; for known neighbours, such as the proxy in front of us, there is no limit. */
export function waitOfAddress(request: IncomingMessage): number {
  const address = addressOf(request);
  return isNear(address) ? 0 : byAddress.wait(network(address));
}

/** Counts a request whose token is genuine. */
export function waitOfShop(shop: string): number {
  return byShop.wait(shop);
}

/** At most `most` at once for each key; `take` is null where all are taken, otherwise it gives back. */
export function slots(most: number): { take(key: string): (() => void) | null } {
  const taken = new Map<string, number>();
  return {
    take(key) {
      const now = taken.get(key) ?? 0;
      if (now >= most) return null;
      taken.set(key, now + 1);
      return () => {
        const left = (taken.get(key) ?? 1) - 1;
        if (left === 0) taken.delete(key);
        else taken.set(key, left);
      };
    },
  };
}

/**
 * The address that a request comes from. Only a proxy near us is believed when it names another one, and
 * of a chain of proxies only the last that is not near.
 */
export function addressOf(request: IncomingMessage): string {
  const named = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",").reverse();
  const chain = [request.socket.remoteAddress ?? "", ...named.flatMap((part) => part.trim() || [])];
  return chain.find((address) => !isNear(address)) ?? chain.at(-1) ?? "";
}

/** Whether the request was made on this machine and, as far as its headers say, was passed on by nobody. */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  const passedOn = ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"].some(
    (name) => name in headers,
  );
  return !passedOn && LOCAL_HOST.test(headers.host ?? "") && isIn(loopback, socket.remoteAddress ?? "");
}

const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

const near = new BlockList();
for (const [net, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  near.addSubnet(net, prefix);
near.addAddress("::1", "ipv6");
near.addSubnet("fe80::", 10, "ipv6");
near.addSubnet("fc00::", 7, "ipv6");

function isNear(address: string): boolean {
  return isIn(near, address);
}

/** IPv4 addresses within IPv6 are recognised by the list itself. */
function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** One subscriber has a whole /64 of IPv6 addresses. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes(".")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":");
  const zeros = tail === undefined ? 0 : 8 - groups.length - tail.split(":").length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill("0"), ...(tail ?? "").split(":")]
    .slice(0, 4)
    .join(":");
}
