import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { UserError, UserWarning } from "#app/adapters/tryton/wire/answers.ts";
import { client } from "#app/adapters/tryton/wire/client.ts";
import { ConnectionError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { settingsFor, signal } from "../shop.ts";

beforeEach(() => {
  vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "127.0.0.1");
});

type Answer = { status?: number; body?: string; headers?: Record<string, string> };
type Call = { method: string; params: unknown[]; authorization: string | undefined };

/** A server that answers by `answer`; sessions are s1, s2 and so on. */
async function answering(answer: (call: Call, calls: readonly Call[]) => Answer) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { method, params } = (await json(request)) as Call;
      const call = { method, params, authorization: request.headers.authorization };
      calls.push(call);
      const { status = 200, body = '{"id":1,"result":[]}', headers = {} } = answer(call, calls);
      response.writeHead(status, { ...headers, connection: "close" }).end(body);
    })();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const tryton = client(settingsFor(url), { password: randomUUID() });
  onTestFinished(async () => {
    await tryton.close();
    await new Promise((done) => server.close(done));
  });
  return { tryton, calls, url };
}

function loggedIn(call: Call, calls: readonly Call[]): Answer | null {
  if (call.method === "common.db.login") {
    const logins = calls.filter(({ method }) => method === call.method).length;
    return { body: JSON.stringify({ id: 1, result: [2, `s${logins}`] }) };
  }
  return call.method === "model.res.user.get_preferences"
    ? { body: '{"id":1,"result":{"company":1}}' }
    : null;
}

const search = (tryton: ReturnType<typeof client>) =>
  tryton.model("sale.sale.search", [[]], z.array(z.number()), signal);

const session = (key: string) => `Session ${Buffer.from(`shopsync:2:${key}`).toString("base64")}`;

test("one login serves all calls, and its company goes with each", async () => {
  const { tryton, calls } = await answering((call, all) => loggedIn(call, all) ?? {});
  await search(tryton);
  await search(tryton);
  expect(calls.map(({ method }) => method)).toEqual([
    "common.db.login",
    "model.res.user.get_preferences",
    "model.sale.sale.search",
    "model.sale.sale.search",
  ]);
  expect(calls.at(-1)).toMatchObject({ authorization: session("s1"), params: [[], { company: 1 }] });
});

test("a session that ended is replaced once, and the call is sent again", async () => {
  const { tryton, calls } = await answering(
    (call, all) =>
      loggedIn(call, all) ?? (call.authorization === session("s1") ? { status: 401, body: "" } : {}),
  );
  expect(await search(tryton)).toEqual([]);
  expect(calls.filter(({ method }) => method === "common.db.login")).toHaveLength(2);
});

test("a busy Tryton is left alone until the time that it names", async () => {
  const { tryton } = await answering(
    (call, all) => loggedIn(call, all) ?? { status: 429, headers: { "retry-after": "90" } },
  );
  await expect(search(tryton)).rejects.toMatchObject({ name: "TransientError", retryAfterMs: 90_000 });
});

test("sessions that end at once are not asked for again and again", async () => {
  const { tryton, calls } = await answering((call, all) => loggedIn(call, all) ?? { status: 401, body: "" });
  await expect(search(tryton)).rejects.toThrow(ConnectionError);
  expect(calls.filter(({ method }) => method === "common.db.login")).toHaveLength(2);
});

test("a wrong password is sent once, until a person tests the connection", async () => {
  const { tryton, calls } = await answering(() => ({ status: 401, body: "<!doctype html>" }));
  await expect(search(tryton)).rejects.toThrow("does not accept this user name and password");
  await expect(search(tryton)).rejects.toThrow(ConnectionError);
  expect(calls).toHaveLength(1);
  await expect(tryton.login(signal)).rejects.toThrow(ConnectionError);
  expect(calls).toHaveLength(2);
});

test("after too many wrong passwords of anybody it waits", async () => {
  const { tryton } = await answering(() => ({ status: 429, body: "" }));
  await expect(search(tryton)).rejects.toMatchObject({ name: "TransientError", retryAfterMs: 600_000 });
});

describe("what Tryton answers", () => {
  const says = (error: unknown) => ({ body: JSON.stringify({ id: 1, error }) });

  test.each([
    ["a refusal", says(["UserError", ["No.", "", null]]), UserError, "No."],
    ["a question", says(["UserWarning", ["stock_quantity_warning_5", "Sure?", ""]]), UserWarning, "Sure?"],
    [
      "a change by somebody else",
      says(["ConcurrencyException", "Records were modified"]),
      TransientError,
      "same moment",
    ],
    [
      "a second factor",
      says(["LoginException", ["sms", "Code", "char"]]),
      ConnectionError,
      "more than a password",
    ],
    ["a field that is not there", says(["'nope'", ""]), ProtocolError, "'nope'"],
    ["a web page", { body: "<!doctype html><title>Tryton</title>" }, ConnectionError, "web page"],
    [
      "a method that is not for us",
      { status: 403, body: "<!doctype html>" },
      ConnectionError,
      "module is not active",
    ],
    ["a database that is not there", { status: 404, body: "" }, ConnectionError, "no such database"],
    ["an outage", { status: 503, body: "" }, TransientError, "503"],
    ["something else", { body: '{"id":1,"result":"seven"}' }, ProtocolError, "unexpected"],
    ["nonsense", { body: "seven" }, ProtocolError, "no JSON-RPC"],
  ])("%s is told by its kind", async (_, answer, kind, words) => {
    const { tryton } = await answering((call, all) => loggedIn(call, all) ?? answer);
    const asking = search(tryton);
    await expect(asking).rejects.toThrow(kind);
    await expect(asking).rejects.toThrow(words);
  });
});

test("a server that is gone may come back", async () => {
  const { tryton, url } = await answering(() => ({}));
  const gone = client(settingsFor(url.replace(/:\d+/, ":1")), { password: "x" });
  await expect(search(gone)).rejects.toThrow(TransientError);
  await gone.close();
  await tryton.close();
});

test("an address inside our own network is refused, unless the operator allows it", async () => {
  vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "");
  const inside = client(settingsFor("https://127.0.0.1/"), { password: "x" });
  await expect(search(inside)).rejects.toThrow("private network");
  const plain = client(settingsFor("http://erp.example.com/"), { password: "x" });
  await expect(search(plain)).rejects.toThrow("not an https address");
});

test("a clock that differs is noticed", async () => {
  const ahead = new Date(Date.now() + 3_600_000).toUTCString();
  const { tryton } = await answering((call, all) => ({ ...loggedIn(call, all), headers: { date: ahead } }));
  await search(tryton);
  expect(tryton.aheadMs()).toBeGreaterThan(3_590_000);
  expect(tryton.aheadMs()).toBeLessThanOrEqual(3_600_000);
});
