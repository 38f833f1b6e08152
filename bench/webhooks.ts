import { fork, type ChildProcess } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pool } from "#app/store/database/database.server.ts";
import { openDatabase } from "./support/database.ts";
import { median, quantile, round, type Bench } from "./support/figure.ts";
import { SECRET, type Way } from "./support/webhook-secret.ts";

const REQUESTS = 10_000;
const CONNECTIONS = 64;
const REPEATS = 3;
const STEADY_PER_SECOND = 1_000;
const STEADY_SECONDS = 10;
/** Each is used often enough that the server does not close it as idle. */
const STEADY_CONNECTIONS = 200;

const BODY = JSON.stringify({ inventory_item_id: 53469430055218, location_id: 90400000021, available: 7 });
const HMAC = createHmac("sha256", SECRET).update(BODY).digest("base64");

/** The webhook endpoint beside a server that only verifies, and beside a Remix action that does not even do that. */
export const webhooks: Bench = async () => {
  const database = await openDatabase();
  try {
    const rates: Record<Way, number[]> = { concord: [], node: [], remix: [] };
    const cpu: Record<Way, number[]> = { concord: [], node: [], remix: [] };
    const servers = {
      concord: await start("concord"),
      node: await start("node"),
      remix: await start("remix"),
    };
    const ways: Way[] = ["concord", "node", "remix"];
    for (const way of ways) await flood(servers[way], 2_000);
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      for (const way of ways) {
        const { perSecond, cpuMs } = await flood(servers[way], REQUESTS);
        rates[way].push(perSecond);
        cpu[way].push((cpuMs / REQUESTS) * 1000);
      }
    }
    const steady = await steadily(servers.concord);
    const bareSteady = await steadily(servers.node);
    const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM "InboxEvent"`);
    const sent = 2_000 + REPEATS * REQUESTS + steady.length;
    if (rows[0]?.n !== sent) throw new Error(`${rows[0]?.n} of ${sent} acknowledged webhooks are stored`);
    for (const { child } of Object.values(servers)) child.kill();

    const rate = (way: Way) => Math.round(median(rates[way]));
    const micros = (way: Way) => Math.round(median(cpu[way]));
    const [toNode, toRemix] = [rate("concord") / rate("node"), rate("concord") / rate("remix")];
    const p99 = quantile(steady, 0.99);
    const ofNode = `bare Node with HMAC ${rate("node")}/s: ${round(toNode)} x`;
    const ofRemix = `bare Remix action ${rate("remix")}/s: ${round(toRemix)} x`;
    const measured = `${rate("concord")}/s`;
    const steadyLimit = `bare Node ${round(quantile(bareSteady, 0.99), 1)} ms`;
    return {
      figures: [
        {
          what: "webhooks stored and answered",
          measured,
          limit: ofNode,
          goal: ">= 0.25 x",
          met: toNode >= 0.25,
        },
        { what: "webhooks stored and answered", measured, limit: ofRemix, goal: ">= 3 x", met: toRemix >= 3 },
        {
          what: `p99 at ${STEADY_PER_SECOND}/s`,
          measured: `${round(p99, 1)} ms (p50 ${round(median(steady), 1)})`,
          limit: steadyLimit,
          goal: "<= 25 ms",
          met: p99 <= 25,
        },
      ],
      notes: [
        `Every one of ${sent} answered webhooks was found in the inbox.`,
        `Processor time of the web process per webhook: ${micros("concord")} us, bare Node ${micros("node")} us, ` +
          `bare Remix ${micros("remix")} us. Senders, server and database share the machine.`,
      ],
    };
  } finally {
    await database.close();
  }
};

interface Server {
  child: ChildProcess;
  port: number;
}

async function start(way: Way): Promise<Server> {
  const child = fork(fileURLToPath(new URL("./support/webhook-server.ts", import.meta.url)), [way]);
  const [port] = (await once(child, "message")) as [number];
  return { child, port };
}

async function cpuOf({ child }: Server): Promise<number> {
  child.send("cpu");
  const [ms] = (await once(child, "message")) as [number];
  return ms;
}

/** As many as possible, one at a time on each connection. */
async function flood(server: Server, requests: number): Promise<{ perSecond: number; cpuMs: number }> {
  const before = await cpuOf(server);
  const started = performance.now();
  let left = requests;
  const sender = async () => {
    const line = await open(server.port);
    while (left-- > 0) await line.post();
    line.end();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  const perSecond = (requests / (performance.now() - started)) * 1000;
  return { perSecond, cpuMs: (await cpuOf(server)) - before };
}

/** At a steady rate, no matter how long answers take; returns the time of each, from when it was due. */
async function steadily(server: Server): Promise<number[]> {
  const free = await Promise.all(Array.from({ length: STEADY_CONNECTIONS }, () => open(server.port)));
  const lines = [...free];
  const taken: number[] = [];
  const underWay = new Set<Promise<void>>();
  const started = performance.now();
  for (let sent = 0; sent < STEADY_PER_SECOND * STEADY_SECONDS;) {
    const due = Math.floor(((performance.now() - started) * STEADY_PER_SECOND) / 1000);
    for (; sent < due; sent++) {
      const line = free.shift();
      if (!line) break;
      const dueAt = started + (sent * 1000) / STEADY_PER_SECOND;
      const answered = line.post().then(() => {
        taken.push(performance.now() - dueAt);
        free.push(line);
        underWay.delete(answered);
      });
      underWay.add(answered);
    }
    await sleep(1);
  }
  await Promise.all(underWay);
  for (const line of lines) line.end();
  return taken;
}

interface Line {
  post(): Promise<void>;
  end(): void;
}

/** A bare connection: a client library would cost more than the servers that are compared. */
async function open(port: number): Promise<Line> {
  const socket: Socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.setNoDelay(true);
  let answered: ((value: void) => void) | null = null;
  let refused: ((reason: Error) => void) | null = null;
  socket.on("data", (data) => {
    if (data.includes("HTTP/1.1 200")) answered?.();
    else if (data.includes("HTTP/1.1")) refused?.(new Error(data.toString("latin1").slice(0, 60)));
  });
  socket.on("error", (error) => refused?.(error));
  socket.on("close", () => refused?.(new Error("the server closed the connection")));
  return {
    post: () =>
      new Promise((resolve, reject) => {
        [answered, refused] = [resolve, reject];
        socket.write(
          `POST /webhooks HTTP/1.1\r\nhost: concord\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n` +
            `x-shopify-hmac-sha256: ${HMAC}\r\nx-shopify-topic: inventory_levels/update\r\n` +
            `x-shopify-shop-domain: bench.myshopify.com\r\nx-shopify-webhook-id: ${randomUUID()}\r\n\r\n${BODY}`,
        );
      }),
    end: () => socket.destroy(),
  };
}
