import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { BenchShop } from "./shop.ts";

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The worker as it is deployed, in a process of its own, talking to the sandbox as if it were Shopify. */
export function startWorker({ tlsPort, caFile }: Pick<BenchShop, "tlsPort" | "caFile">): {
  close(): Promise<void>;
} {
  const child = spawn(process.execPath, ["--require", path("sandbox/preload.cjs"), path("worker.ts")], {
    env: {
      ...process.env,
      LOG_LEVEL: "error",
      NODE_EXTRA_CA_CERTS: caFile,
      SANDBOX_TLS_PORT: String(tlsPort),
      SHOPIFY_APP_URL: "http://localhost:3000",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return {
    async close() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
