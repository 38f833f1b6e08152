import { once } from "node:events";
import { closeDatabase } from "#app/store/database/database.server.ts";
import { offlineToken } from "#app/sync/look/token.server.ts";

/**
 * A process that needs a shop's token many times at once. Arguments: the shop, the port of the test that acts as
 * Shopify, how often. Starts when its input ends and prints the tokens as JSON.
 */
const [shop = "", port = "", times = "1"] = process.argv.slice(2);
const send = globalThis.fetch;
globalThis.fetch = (_, init) => send(`http://127.0.0.1:${port}/`, init);

process.stdin.resume();
await once(process.stdin, "end");
const calls = Array.from({ length: Number(times) }, () => offlineToken(shop, null));
const tokens = await Promise.all(calls.map((call) => call.catch((error: unknown) => String(error))));
process.stdout.write(JSON.stringify(tokens));
await closeDatabase();
