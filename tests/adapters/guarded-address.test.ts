import dns from "node:dns/promises";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { ConnectionError, TransientError } from "#app/adapters/errors.ts";
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
    "168.63.129.16",
    "192.88.99.1",
    "fec0::1",
    "::ffff:0:10.0.0.1",
    "2001::1",
    "2001:10::1",
    "2001:20::1",
    "2001:1ff:ffff::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "3fff::1",
    "3fff:fff:ffff::1",
    "5f00::1",
    "100::1",
    "4000::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "localhost",
  ])("%s is inside and refused", async (host) => {
    await expect(guardedAddress(host)).rejects.toThrow(ConnectionError);
  });

  test.each([
    "8.8.8.8",
    "172.32.0.1",
    "168.63.129.15",
    "192.88.98.255",
    "2606:4700::1111",
    "2001:200::1",
    "2a00:1450:4001::1",
    "3fff:1000::1",
  ])("%s is outside", async (host) => {
    expect(await guardedAddress(host)).toBe(host);
  });

  test("the operator can allow all of them or some", async () => {
    vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "erp.local, 10.0.0.5");
    expect(await guardedAddress("10.0.0.5")).toBe("10.0.0.5");
    await expect(guardedAddress("10.0.0.6")).rejects.toThrow(ConnectionError);
    vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "true");
    expect(await guardedAddress("10.0.0.6")).toBe("10.0.0.6");
  });

  test.each([
    "169.254.169.254",
    "169.254.0.1",
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "::ffff:169.254.169.254",
    "::a9fe:a9fe",
    "::ffff:0:a9fe:a9fe",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
    "2001:0:a9fe:a9fe::5601:5601",
  ])("%s stays closed, whatever the operator allows", async (host) => {
    for (const allowed of ["1", host]) {
      vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", allowed);
      await expect(guardedAddress(host)).rejects.toThrow("never called");
    }
  });

  test("an allowed address of IPv6 is called, also where only a part of its network is closed", async () => {
    vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "1");
    for (const host of ["::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1"])
      expect(await guardedAddress(host)).toBe(host);
  });

  test("a name that nobody answers for is given up", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    vi.spyOn(dns, "lookup").mockReturnValue(new Promise(() => undefined));
    const asking = guardedAddress("erp.example.com").catch((error: unknown) => error);
    vi.advanceTimersByTime(5_000);
    expect(await asking).toBeInstanceOf(TransientError);
  });

  test("however a URL spells an address, it is the same one", async () => {
    const spelled = ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "%31%32%37.0.0.1", "127.0.0.1."];
    const inSix = ["[::ffff:7f00:1]", "[0:0:0:0:0:FFFF:127.0.0.1]", "[::127.0.0.1]"];
    for (const host of [...spelled, ...inSix].map((text) => new URL(`http://${text}/`).hostname))
      await expect(guardedAddress(host.replace(/^\[|\]$/g, ""))).rejects.toThrow(ConnectionError);
  });
});
