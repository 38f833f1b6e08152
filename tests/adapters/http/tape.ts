import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A call as it came in. */
export interface Asked {
  method: string;
  path: string;
  body: string;
}

/** What a system's tests record, and what of it may go on file. */
export interface Recorded<Q extends object> {
  /** Where the tapes are; ends with a slash. */
  folder: URL;
  /** The real server; absent: the answers on file are played. */
  real: string | undefined;
  /** Write down what the real server says. */
  recording: boolean;
  /** What distinguishes one call from another, without anything secret. Headers are never recorded. */
  question(asked: Asked): Q;
  /** The answer as it may be on file. */
  answer(question: Q, said: string): string;
}

/** recorded: the answers on file; live: a real server; recording: a real server, and what it says goes on file. */
export type Mode = "recorded" | "live" | "recording";

export function modeOf({ real, recording }: Pick<Recorded<object>, "real" | "recording">): Mode {
  return real === undefined ? "recorded" : recording ? "recording" : "live";
}

export interface Playing {
  url: string;
  /** The system's time that the readers are given. */
  now: number;
  /** Distinguishes what one recording makes in the system from what another makes. */
  run: string;
  close(): Promise<void>;
}

type Exchange<Q> = Q & { status: number; answer: string; type?: string };

interface Tape<Q> {
  now: number;
  run: string;
  exchanges: Exchange<Q>[];
}

const AHEAD_MS = 10 * 60_000;
const JSON_TYPE = "application/json";
const started = Date.now();

/**
 * A system for one test. `repeats`: the test repeats its questions to a server at rest, so one answer to each
 * question is enough; otherwise the answers come in the order in which they were given.
 */
export async function playTape<Q extends object>(
  system: Recorded<Q>,
  name: string,
  { repeats }: { repeats: boolean },
): Promise<Playing> {
  const run = started.toString(36);
  const now = started + AHEAD_MS;
  const mode = modeOf(system);
  if (mode === "live") return { url: system.real ?? "", now, run, close: () => Promise.resolve() };
  const tape: Tape<Q> = mode === "recorded" ? load(system, name) : { now, run, exchanges: [] };
  const server = await listen(mode === "recorded" ? answering(system, tape, repeats) : passing(system, tape));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    now: tape.now,
    run: tape.run,
    async close() {
      if (mode === "recording") save(system, name, tape, repeats);
      await new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      });
    },
  };
}

async function asked(request: IncomingMessage): Promise<Asked> {
  return { method: request.method ?? "GET", path: request.url ?? "/", body: await text(request) };
}

function answering<Q extends object>(system: Recorded<Q>, { exchanges }: Tape<Q>, repeats: boolean): Handler {
  const waiting = Map.groupBy(exchanges, ({ status: _, answer: __, type: ___, ...question }) =>
    JSON.stringify(question),
  );
  return async (request, response) => {
    const question = JSON.stringify(system.question(await asked(request)));
    const answers = waiting.get(question);
    const answer = answers && answers.length > 1 && !repeats ? answers.shift() : answers?.[0];
    if (!answer) {
      response.writeHead(500).end(`${question} was not recorded`);
      return;
    }
    response.writeHead(answer.status, { "content-type": answer.type ?? JSON_TYPE }).end(answer.answer);
  };
}

/** Credentials go on to the real server, and nowhere else. */
function passing<Q extends object>(system: Recorded<Q>, { exchanges }: Tape<Q>): Handler {
  return async (request, response) => {
    const call = await asked(request);
    const {
      host: _,
      connection: __,
      "content-length": ___,
      "accept-encoding": ____,
      ...kept
    } = request.headers;
    const headers = Object.entries(kept).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    );
    const body = call.body === "" ? null : call.body;
    const said = await fetch(new URL(call.path.slice(1), system.real), {
      method: call.method,
      headers,
      body,
    });
    const answer = await said.text();
    const type = said.headers.get("content-type") ?? JSON_TYPE;
    const question = system.question(call);
    const exchange = { ...question, status: said.status, answer: system.answer(question, answer) };
    exchanges.push(type.startsWith(JSON_TYPE) ? exchange : { ...exchange, type });
    response.writeHead(said.status, { "content-type": type }).end(answer);
  };
}

function fileOf<Q extends object>({ folder }: Recorded<Q>, name: string): string {
  return new URL(`${name}.jsonl`, folder).pathname;
}

function load<Q extends object>(system: Recorded<Q>, name: string): Tape<Q> {
  const [head = "", ...lines] = readFileSync(fileOf(system, name), "utf8").trim().split("\n");
  const exchanges = lines.map((line) => JSON.parse(line) as Exchange<Q>);
  return { ...(JSON.parse(head) as Pick<Tape<Q>, "now" | "run">), exchanges };
}

const written = new Map<string, object[]>();

/** Several worlds of one test share a file. */
function save<Q extends object>(system: Recorded<Q>, name: string, tape: Tape<Q>, repeats: boolean): void {
  const file = fileOf(system, name);
  const { now, run, exchanges } = tape;
  const all = [...(repeats ? ((written.get(file) ?? []) as Exchange<Q>[]) : []), ...exchanges];
  const keyOf = ({ status: _, answer: __, type: ___, ...question }: Exchange<Q>) => JSON.stringify(question);
  const kept = repeats ? [...new Map(all.map((one) => [keyOf(one), one])).values()] : all;
  written.set(file, kept);
  writeFileSync(file, `${[{ now, run }, ...kept].map((line) => JSON.stringify(line)).join("\n")}\n`);
}

const SECRET_NAMES = "access_token|refresh_token|client_secret|api_?key|api_?password|password|token|secret";
const IN_JSON = new RegExp(`("(?:${SECRET_NAMES})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, "gi");
const IN_FORM = new RegExp(`((?:^|[?&])(?:${SECRET_NAMES})=)[^&#\\s]*`, "gi");
const IN_XML = new RegExp(`(<(${SECRET_NAMES})>)[^<]*(</\\2>)`, "gi");

/** The usual question: the whole call, without the values of fields named like a secret. */
export function wholeCall({ method, path, body }: Asked): Asked {
  return { method, path: withoutNamedSecrets(path), body: withoutNamedSecrets(body) };
}

export function withoutNamedSecrets(said: string): string {
  return said
    .replaceAll(IN_JSON, '$1"[secret]"')
    .replaceAll(IN_FORM, "$1[secret]")
    .replaceAll(IN_XML, "$1[secret]$3");
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function listen(handler: Handler): Promise<Server> {
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}
