import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One call of Tryton and what it answered, without anything secret. */
interface Exchange {
  method: string;
  params: unknown;
  status: number;
  answer: string;
}

interface Tape {
  /** Tryton's time that the readers are told. */
  now: number;
  /** Tells the orders of one recording from those of another in the same database. */
  run: string;
  exchanges: Exchange[];
}

/** recorded: the answers on file; live: a real server; recording: a real server, and what it says goes on file. */
export type Mode = "recorded" | "live" | "recording";

export const real = process.env["TRYTON_URL"];
export const mode: Mode =
  real === undefined ? "recorded" : process.env["TRYTON_RECORD"] === "1" ? "recording" : "live";

const AHEAD_MS = 10 * 60_000;
const started = Date.now();

export interface Playing {
  url: string;
  now: number;
  run: string;
  close(): Promise<void>;
}

/**
 * A Tryton for one test. `repeats`: the test asks the same again and again of a server at rest, so one answer to each
 * question will do; otherwise the answers come in the order in which they were given.
 */
export async function play(name: string, { repeats }: { repeats: boolean }): Promise<Playing> {
  const run = started.toString(36);
  if (mode === "live") {
    return { url: real ?? "", now: started + AHEAD_MS, run, close: () => Promise.resolve() };
  }
  const tape = mode === "recorded" ? load(name) : { now: started + AHEAD_MS, run, exchanges: [] };
  const server = await listen(mode === "recorded" ? answering(tape, repeats) : passing(tape));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    now: tape.now,
    run: tape.run,
    async close() {
      if (mode === "recording") save(name, tape, repeats);
      await new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
    },
  };
}

function answering({ exchanges }: Tape, repeats: boolean) {
  const waiting = Map.groupBy(exchanges, keyOf);
  return async (request: IncomingMessage, response: ServerResponse) => {
    const call = withoutSecrets(JSON.parse(await text(request)) as Exchange);
    const answers = waiting.get(keyOf(call));
    const answer = answers && answers.length > 1 && !repeats ? answers.shift() : answers?.[0];
    if (!answer) {
      response.writeHead(500).end(`${keyOf(call)} was not recorded`);
      return;
    }
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.answer);
  };
}

function passing({ exchanges }: Tape) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const { authorization } = request.headers;
    const answer = await fetch(new URL((request.url ?? "/").slice(1), real), {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
      body,
    });
    const said = await answer.text();
    const call = withoutSecrets(JSON.parse(body) as Exchange);
    exchanges.push({ ...call, status: answer.status, answer: withoutSession(call.method, said) });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(said);
  };
}

function withoutSecrets({ method, params }: { method: string; params: unknown }) {
  return { method, params: method === "common.db.login" ? ["user", {}] : params };
}

function withoutSession(method: string, said: string): string {
  return method === "common.db.login" ? said.replace(/"[0-9a-f]{64}"/, '"a session"') : said;
}

function keyOf({ method, params }: Pick<Exchange, "method" | "params">): string {
  return JSON.stringify([method, params]);
}

function fileOf(name: string): string {
  return new URL(`recorded/${name}.jsonl`, import.meta.url).pathname;
}

function load(name: string): Tape {
  const [head = "", ...lines] = readFileSync(fileOf(name), "utf8").trim().split("\n");
  const exchanges = lines.map((line) => JSON.parse(line) as Exchange);
  return { ...(JSON.parse(head) as Pick<Tape, "now" | "run">), exchanges };
}

const written = new Map<string, Exchange[]>();

/** Several worlds of one test share a file. */
function save(name: string, { now, run, exchanges }: Tape, repeats: boolean): void {
  const all = [...(repeats ? (written.get(name) ?? []) : []), ...exchanges];
  const kept = repeats ? [...new Map(all.map((one) => [keyOf(one), one])).values()] : all;
  written.set(name, kept);
  writeFileSync(fileOf(name), `${[{ now, run }, ...kept].map((line) => JSON.stringify(line)).join("\n")}\n`);
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listen(handler: Handler): Promise<Server> {
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}
