import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SourceCredit, SourceOrder, SourceOrderStatus } from "#app/core/source/order.ts";

/** One order as the source holds it. */
export interface Held {
  id: string;
  key: string;
  status: SourceOrderStatus;
  order: SourceOrder;
  bookedAt: string | null;
  credits: SourceCredit[];
}

type Fault =
  /** Done, and the answer never arrives. */
  | { kind: "lost"; on: string }
  /** Nothing is done, and the connection breaks. */
  | { kind: "down"; on: string }
  | { kind: "garbage"; on: string }
  | { kind: "login"; on: string }
  /** Nothing is done, and it asks not to be called for so many seconds. */
  | { kind: "busy"; on: string; seconds: number };

/**
 * A source of the worst kind: it makes an order each time that it is asked to, lets keys repeat, and loses answers on
 * demand. Its calls come over HTTP, so that a worker in another process, killed at any instant, meets the same one.
 */
export interface OrderSource {
  url: string;
  /** Every order that was ever made, in that order. */
  held: Held[];
  /** Calls by name. */
  calls: Record<string, number>;
  /** Most calls that were under way at once. */
  atOnce: number;
  faults: {
    /** Each spoils one call. */
    next: Fault[];
    /** All calls fail while this is true. */
    down: boolean;
    /** Share of calls whose answer is lost. */
    lostShare: number;
    /** Orders that it will not take, and what it says; by the order's name. */
    refuses: Map<string, string>;
    answerMs: number;
  };
  of(key: string): Held[];
  /** The source's people change an order: feeds report it. */
  set(reference: string, what: Partial<Pick<Held, "status" | "bookedAt">>): void;
  close(): Promise<void>;
}

/** The arguments of all calls; each call has those that it needs. */
interface Asked {
  key: string;
  id: string;
  order: SourceOrder;
  credit: SourceCredit;
  after: string | null;
}

interface Change {
  held: Held;
  at: string;
}

export async function startOrderSource(): Promise<OrderSource> {
  const changes: Change[] = [];
  let underWay = 0;
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));

  const source: OrderSource = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held: [],
    calls: {},
    atOnce: 0,
    faults: { next: [], down: false, lostShare: 0, refuses: new Map(), answerMs: 0 },
    of: (key) => source.held.filter((one) => one.key === key),
    set(reference, what) {
      for (const held of source.held.filter(({ order }) => order.reference === reference)) {
        Object.assign(held, what);
        changes.push({ held: { ...held }, at: new Date().toISOString() });
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = (request.url ?? "/").slice(1);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}") as Asked;
    source.calls[call] = (source.calls[call] ?? 0) + 1;
    underWay += 1;
    source.atOnce = Math.max(source.atOnce, underWay);
    try {
      const { faults } = source;
      const at = faults.next.findIndex(({ on }) => on === call);
      const fault = at === -1 ? null : (faults.next.splice(at, 1)[0] ?? null);
      if (faults.answerMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.answerMs));
      if (faults.down || fault?.kind === "down") return void request.socket.destroy();
      if (fault?.kind === "login") return void response.writeHead(401).end();
      if (fault?.kind === "busy")
        return void response.writeHead(429, { "retry-after": String(fault.seconds) }).end();
      const answer = work(call, body);
      if (fault?.kind === "lost" || Math.random() < faults.lostShare) return void request.socket.destroy();
      response.end(fault?.kind === "garbage" ? "<html>" : JSON.stringify(answer));
    } finally {
      underWay -= 1;
    }
  }

  function work(call: string, body: Asked): unknown {
    switch (call) {
      case "find": {
        const found = source.of(body.key)[0];
        return found ? state(found) : null;
      }
      case "create":
        return create(body.order);
      case "amend":
        return change(body.id, (held) => (held.order = body.order));
      case "cancel":
        return change(body.id, (held) => Object.assign(held, { status: "cancelled", bookedAt: null }));
      case "credit":
        return credit(body.credit);
      case "states": {
        const after = Number(body.after ?? 0);
        return { changes: changes.slice(after), cursor: String(changes.length) };
      }
      default:
        throw new Error(`The source knows no call named ${call}`);
    }
  }

  function create(order: SourceOrder): unknown {
    const message = source.faults.refuses.get(order.reference);
    if (message !== undefined) return { ok: false, message };
    const id = String(source.held.length + 1);
    const held: Held = { id, key: order.key, status: "draft", order, bookedAt: null, credits: [] };
    source.held.push(held);
    return { ok: true, value: state(held) };
  }

  function change(id: string, how: (held: Held) => unknown): unknown {
    const held = source.held.find((one) => one.id === id);
    if (!held) return { ok: false, message: `There is no order ${id}.` };
    if (held.status === "shipped") return { ok: false, message: "It is shipped." };
    how(held);
    return { ok: true, value: state(held) };
  }

  function credit(wanted: SourceCredit): unknown {
    const held = source.held.find(({ id }) => id === wanted.orderId);
    if (!held) return { ok: false, message: `There is no order ${wanted.orderId}.` };
    if (!held.credits.some(({ key }) => key === wanted.key)) held.credits.push(wanted);
    return { ok: true, value: { id: wanted.key, number: `CR-${wanted.key}` } };
  }

  return source;
}

function state({ id, status, order, bookedAt }: Held) {
  const { total, currency } = order;
  return { id, number: `SO-${id}`, status, bookedAt, total, currency, url: null };
}
