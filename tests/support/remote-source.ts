import { request } from "node:http";
import { z } from "zod";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Reader } from "#app/adapters/contract/page.ts";
import type { OrderWriter } from "#app/adapters/contract/orders.ts";
import { ConnectionError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { adapters } from "#app/adapters/registry.ts";
import type { OrderStateRecord } from "#app/core/source/order-records.ts";
import type { SourceOrderState } from "#app/core/source/order.ts";
import type { Held } from "./order-source.ts";

const Settings = z.object({
  url: z.string(),
  amend: z.boolean(),
  cancel: z.boolean(),
  credit: z.boolean(),
  /** It also reports orders by a feed. */
  tells: z.boolean(),
});

/** Nobody reads its form. */
const NO_WORDS = { about: "", fields: {} };

type RemoteSettings = z.infer<typeof Settings>;

/** Adds the source of tests/support/order-source.ts to the systems that can be connected. */
export function registerRemote(): void {
  adapters["remote"] = {
    name: "Remote",
    kind: "erp",
    can: ["orderStates", "orders"],
    texts: { en: NO_WORDS, cs: NO_WORDS, nb: NO_WORDS },
    fields: [],
    settings: Settings,
    secrets: z.object({}),
    open: (settings) => remote(Settings.parse(settings)),
  };
}

function remote({ url, ...can }: RemoteSettings): Adapter {
  const call = (name: string, body: object, signal: AbortSignal) => post(`${url}/${name}`, body, signal);
  const written = async <T>(name: string, body: object, signal: AbortSignal) => {
    const answer = (await call(name, body, signal)) as
      { ok: true; value: T } | { ok: false; message: string };
    return answer.ok ? { ok: true as const, value: revived(answer.value) } : answer;
  };
  const orders: OrderWriter = {
    find: async (key, signal) => revived((await call("find", { key }, signal)) as SourceOrderState | null),
    create: (order, signal) => written("create", { order }, signal),
    ...(can.amend ? { amend: (id, order, signal) => written("amend", { id, order }, signal) } : {}),
    ...(can.cancel ? { cancel: (id, reason, signal) => written("cancel", { id, reason }, signal) } : {}),
    ...(can.credit ? { credit: (credit, signal) => written("credit", { credit }, signal) } : {}),
  };
  const orderStates: Reader<OrderStateRecord> = {
    async read(after, signal) {
      const page = (await call("states", { after }, signal)) as {
        changes: { held: Held; at: string }[];
        cursor: string;
      };
      const records = page.changes.map(toRecord);
      return {
        records,
        setAside: [],
        cursor: page.cursor as Cursor,
        done: true,
        listing: null,
        origin: null,
      };
    },
  };
  return {
    check: () => Promise.resolve([]),
    warehouses: () => Promise.resolve([]),
    orders,
    ...(can.tells ? { orderStates } : {}),
    close: () => Promise.resolve(),
  };
}

function toRecord({ held, at }: { held: Held; at: string }): OrderStateRecord {
  const { id, key, status, order, bookedAt } = held;
  return {
    key,
    orderName: order.reference,
    bookedAt: bookedAt === null ? null : new Date(bookedAt),
    order: {
      id,
      number: `SO-${id}`,
      status,
      total: order.total,
      currency: order.currency,
      promisedAt: null,
      url: null,
    },
    asOf: new Date(at),
    origin: "states",
  };
}

function revived<T>(state: T): T {
  if (typeof state !== "object" || state === null || !("bookedAt" in state)) return state;
  const { bookedAt } = state;
  return { ...state, bookedAt: typeof bookedAt === "string" ? new Date(bookedAt) : null };
}

function post(url: string, body: object, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const lost = (error: Error) => reject(new TransientError(`The source is away: ${error.message}`, null));
    const sent = request(url, { method: "POST", signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", lost);
      response.on("end", () => {
        if (response.statusCode === 401) return reject(new ConnectionError("The password is wrong."));
        if (response.statusCode === 429) {
          const seconds = Number(response.headers["retry-after"]);
          return reject(new TransientError("The source is busy.", seconds * 1000));
        }
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString()));
        } catch (error) {
          if (error instanceof SyntaxError) reject(new ProtocolError("The answer is no JSON."));
          else throw error;
        }
      });
    });
    sent.on("error", lost);
    sent.end(JSON.stringify(body));
  });
}
