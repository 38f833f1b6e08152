import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Session } from "@shopify/shopify-app-remix/server";
import { Agent, buildConnector, setGlobalDispatcher } from "undici";
import { exchangeToken } from "#app/shopify/auth/tokens.ts";
import { offlineSessionId, sessionStorage } from "#app/store/shops/sessions.server.ts";
import { installShop } from "#app/sync/shop/install.server.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import type { Answer, Question, Ready, Seeded, ShopSettings } from "./shop-process.ts";

export const API_KEY = "bench-key";
export const API_SECRET = "bench-secret";

export interface BenchShop extends Ready {
  items: Seeded[];
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

/** The sandbox in a process of its own, with the app installed in it. */
export async function openShop(folder: string, settings: Omit<ShopSettings, "folder">): Promise<BenchShop> {
  process.env["SHOPIFY_API_KEY"] = API_KEY;
  process.env["SHOPIFY_API_SECRET"] = API_SECRET;
  process.env["CONCORD_SECRET_KEY"] = Buffer.alloc(32, 7).toString("base64");
  const program = fileURLToPath(new URL("./shop-process.ts", import.meta.url));
  const child = fork(program, [JSON.stringify({ ...settings, folder })]);
  const [ready] = (await once(child, "message")) as [Ready];
  const items = JSON.parse(await readFile(join(folder, "items.json"), "utf8")) as Seeded[];
  reach(ready);
  await install(ready.shop);
  return {
    ...ready,
    items,
    async ask(question) {
      child.send(question);
      const [answer] = (await once(child, "message")) as [Answer];
      return answer;
    },
    async close() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function install(shop: string): Promise<void> {
  const sessionToken = await mintSessionToken({ shop, apiKey: API_KEY, apiSecret: API_SECRET });
  const token = await exchangeToken({ shop, sessionToken, apiKey: API_KEY, apiSecret: API_SECRET });
  const session = Session.fromPropertyArray([
    ["id", offlineSessionId(shop)],
    ["shop", shop],
    ["state", ""],
    ["isOnline", false],
    ["scope", token.scope],
    ["expires", token.expires.getTime()],
    ["accessToken", token.accessToken],
    ["refreshToken", token.refreshToken],
    ["refreshTokenExpires", token.refreshTokenExpires.getTime()],
  ]);
  await sessionStorage.storeSession(session);
  await installShop(shop);
}

function reach({ caFile, tlsPort }: Ready): void {
  const connect = buildConnector({ ca: readFileSync(caFile, "utf8") });
  setGlobalDispatcher(
    new Agent({
      connect: (options, callback) =>
        connect(
          { ...options, hostname: "127.0.0.1", port: String(tlsPort), servername: options.hostname },
          callback,
        ),
    }),
  );
}
