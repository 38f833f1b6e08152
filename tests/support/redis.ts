import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { Redis } from "ioredis";

const SERVERS = ["valkey-server", "redis-server"] as const;
const READY_WITHIN_MS = 10_000;

export interface RedisServer {
  url: string;
  /** As a crash would. */
  kill(): Promise<void>;
  /** Again at the same address, with nothing in it. */
  start(): Promise<void>;
}

/** A Redis or Valkey of its own on loopback: the one that CONCORD_TEST_REDIS names, or a Debian package's. */
export async function startRedis(): Promise<RedisServer> {
  const program = installed();
  const port = await freePort();
  let child: ChildProcess | null = null;
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      if (!child) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      child = null;
    },
    async start() {
      const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
      child = spawn(program, options, { stdio: "ignore" });
      await answering(server.url);
    },
  };
  await server.start();
  return server;
}

function installed(): string {
  const named = process.env["CONCORD_TEST_REDIS"];
  if (named !== undefined) return named;
  const found = SERVERS.find((name) => spawnSync(name, ["--version"]).status === 0);
  if (found !== undefined) return found;
  // Root on Debian, as in CI; elsewhere the error of apt-get says what is missing.
  execFileSync("apt-get", ["install", "-qq", "-y", "--no-install-recommends", "redis-server"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return "redis-server";
}

async function answering(url: string): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on("error", () => undefined);
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`${url} did not start`)), READY_WITHIN_MS).unref();
  });
  await Promise.race([client.ping(), late]).finally(() => client.disconnect());
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
