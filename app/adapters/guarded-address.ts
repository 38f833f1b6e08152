import dns from "node:dns/promises";
import { isIP } from "node:net";
import { config } from "#app/config.server.ts";
import { ConnectionError, TransientError } from "./errors.ts";
import { inTime } from "./in-time.ts";
import { isNeverCalled, isPrivate } from "./special-addresses.ts";

const LOOKUP_MS = 5_000;

/**
 * The address to connect to for a host that a merchant typed. Connect to the answer, not to the name: a second
 * look-up could lead elsewhere. Addresses inside our own network are refused unless CONCORD_ALLOW_PRIVATE_HOSTS is
 * "true" or lists the host; link-local ones and those where a cloud keeps its credentials are refused in any case.
 */
export async function guardedAddress(host: string): Promise<string> {
  const addresses = await resolve(host);
  const [first] = addresses;
  if (first === undefined) throw new TransientError(`"${host}" has no address now`, null);
  if (addresses.some(isNeverCalled)) {
    throw new ConnectionError(
      `"${host}" is an address of the network's own machinery, which is never called.`,
    );
  }
  if (isAllowed(host)) return first;
  if (addresses.some(isPrivate)) {
    throw new ConnectionError(
      `"${host}" is an address of a private network. The operator of Concord can allow it with CONCORD_ALLOW_PRIVATE_HOSTS.`,
    );
  }
  return first;
}

async function resolve(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    const found = await inTime(
      dns.lookup(host, { all: true }),
      LOOKUP_MS,
      `The host "${host}" was not found in time`,
    );
    return found.map(({ address }) => address);
  } catch (error) {
    if (error instanceof TransientError) throw error;
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
