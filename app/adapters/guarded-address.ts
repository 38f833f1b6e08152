import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { config } from "#app/config.server.ts";
import { ConnectionError, TransientError } from "./errors.ts";

/**
 * The address to connect to for a host that a merchant typed. Connect to the answer, not to the name: a second
 * look-up could lead elsewhere. Addresses inside our own network are refused unless
 * CONCORD_ALLOW_PRIVATE_HOSTS is "true" or lists the host.
 */
export async function guardedAddress(host: string): Promise<string> {
  const addresses = await resolve(host);
  const [first] = addresses;
  if (first === undefined) throw new TransientError(`"${host}" has no address now`, null);
  if (isAllowed(host)) return first;
  if (addresses.some(isPrivate)) {
    throw new ConnectionError(
      `"${host}" is an address of a private network. The operator of Concord can allow it with CONCORD_ALLOW_PRIVATE_HOSTS.`,
    );
  }
  return first;
}

export function isPrivate(address: string): boolean {
  return isIP(address) === 6 ? blocked6.check(address, "ipv6") : blocked4.check(address, "ipv4");
}

async function resolve(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOTFOUND") throw new ConnectionError(`The host "${host}" is not known`, { cause: error });
    throw new TransientError(`The host "${host}" could not be looked up`, null, { cause: error });
  }
}

/** Whether the operator vouches for a host that a merchant typed. */
export function isAllowed(host: string): boolean {
  const allowed = config("CONCORD_ALLOW_PRIVATE_HOSTS");
  return allowed.some((name) => /^(true|1)$/i.test(name) || name === host);
}

const blocked4 = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  blocked4.addSubnet(network, bits, "ipv4");
}

/** A list of its own: an IPv4 address would match the range into which IPv6 maps them all. */
const blocked6 = new BlockList();
for (const [network, bits] of [
  ["::", 96],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  blocked6.addSubnet(network, bits, "ipv6");
}
