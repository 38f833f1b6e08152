import { Budget } from "#app/shopify/api/budget.ts";
import { type AdminClient, adminClient } from "#app/shopify/api/client.ts";
import { VirtualTime } from "./virtual-time.ts";

export interface Asked {
  url: string;
  token: string | null;
  query: string;
  variables: Record<string, unknown>;
}

export type Reply = Response | Error | ((asked: Asked) => Response | Promise<Response>);

export interface Conversation {
  client: AdminClient;
  /** Every request, in order. */
  asked: Asked[];
  tokens: { forced: number };
}

const COST = {
  requestedQueryCost: 10,
  actualQueryCost: 10,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 },
};

/** A client whose requests are answered by these replies, one after the other. */
export function answering(...replies: Reply[]): Conversation {
  const asked: Asked[] = [];
  const tokens = { forced: 0 };
  const time = new VirtualTime();
  const client = adminClient({
    shop: "concord-demo.myshopify.com",
    token: (refused) => {
      if (refused !== null) tokens.forced += 1;
      return Promise.resolve(`token-${tokens.forced}`);
    },
    budget: new Budget({ now: () => time.now(), sleep: () => Promise.resolve() }),
    fetch: async (input, init) => {
      const body = JSON.parse(init?.body as string) as Pick<Asked, "query" | "variables">;
      const token = new Headers(init?.headers).get("x-shopify-access-token");
      const one = { url: input as string, token, ...body };
      asked.push(one);
      const reply = replies[asked.length - 1];
      if (reply === undefined) throw new Error(`Nothing prepared for request ${asked.length}`);
      if (reply instanceof Error) throw reply;
      return typeof reply === "function" ? await reply(one) : reply;
    },
  });
  return { client, asked, tokens };
}

export function data(content: Record<string, unknown>): Response {
  return Response.json({ data: content, extensions: { cost: COST } });
}

export function topLevel(code: string, message: string, content: unknown = undefined): Response {
  return Response.json({
    ...(content === undefined ? {} : { data: content }),
    errors: [{ message, extensions: { code } }],
    extensions: { cost: COST },
  });
}

/** As fetch() reports a failure of the connection. */
export function network(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}
