import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectionError } from "#app/adapters/errors.ts";
import { guardedAddress } from "#app/adapters/guarded-address.ts";

beforeEach(() => void vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", ""));
afterEach(() => vi.unstubAllEnvs());

describe("hosts that a merchant types", () => {
  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "::ffff:a00:1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "localhost",
  ])("%s is inside and refused", async (host) => {
    await expect(guardedAddress(host)).rejects.toThrow(ConnectionError);
  });

  test.each(["8.8.8.8", "172.32.0.1", "2606:4700::1111"])("%s is outside", async (host) => {
    expect(await guardedAddress(host)).toBe(host);
  });

  test("the operator can allow all of them or some", async () => {
    vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "erp.local, 10.0.0.5");
    expect(await guardedAddress("10.0.0.5")).toBe("10.0.0.5");
    await expect(guardedAddress("10.0.0.6")).rejects.toThrow(ConnectionError);
    vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "true");
    expect(await guardedAddress("10.0.0.6")).toBe("10.0.0.6");
  });
});
