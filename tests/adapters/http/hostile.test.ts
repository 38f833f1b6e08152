import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { expect, onTestFinished, test, vi } from "vitest";
import { isAdapterError } from "#app/adapters/errors.ts";
import { TOTAL_MS_MAX, usualLimits } from "#app/adapters/http/limits.ts";
import { transport } from "#app/adapters/http/transport.ts";
import { get, serving, signal, way } from "./server.ts";

const here = import.meta.dirname;
const DOORS = ["call", "picture", "tryton"];

/** 1 GiB of zeros in 809 bytes of Brotli. */
const gibibyte = readFileSync(join(here, "packed/gibibyte.br"));

/** Some bytes that unfold to five million objects, in a text that is short enough. */
function objects(): Buffer {
  const text = `{"id":1,"result":[${"{},".repeat(5_000_000)}{}]}`;
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** What comes of asking `url` in a process of its own. */
async function asked(door: string, url: URL) {
  const { stdout } = await promisify(execFile)(process.execPath, [join(here, "asking.ts"), door, url.href], {
    env: { ...process.env, CONCORD_ALLOW_PRIVATE_HOSTS: "127.0.0.1" },
  });
  return JSON.parse(stdout) as { said: string; ms: number; mebibytes: number };
}

test.each(DOORS)("809 bytes that unfold to 1 GiB are refused while they stream: %s", async (door) => {
  expect(gibibyte.length).toBe(809);
  const url = await serving((_, response) => {
    response.writeHead(200, { "content-encoding": "br", "content-type": "image/png" }).end(gibibyte);
  });
  const { said, ms, mebibytes } = await asked(door, url);
  expect(said).toMatch(/^ProtocolError: .* is longer than the \d+ MB allowed$/);
  expect(ms).toBeLessThan(10_000);
  expect(mebibytes).toBeLessThan(200);
});

test("some bytes that unfold to millions of values are refused before they are read as data", async () => {
  const packed = objects();
  expect(packed.length).toBeLessThan(1000);
  const url = await serving((_, response) => {
    response.writeHead(200, { "content-encoding": "br" }).end(packed);
  });
  const { said, ms, mebibytes } = await asked("tryton", url);
  expect(said).toBe("ProtocolError: Tryton answered with too many values at once.");
  expect(ms).toBeLessThan(10_000);
  expect(mebibytes).toBeLessThan(200);
});

test("no system can be given more time than the others", () => {
  const limits = { ...usualLimits, totalMs: TOTAL_MS_MAX + 1 };
  expect(() => transport({ name: "Acme", account: "a", limits, secrets: [] })).toThrow(RangeError);
});

const DRIP_MS = 20;
const head = "HTTP/1.1 200 OK\r\n";

/** Servers that never come to an end, by what they send: at once, and then again and again. */
const endless: Record<string, [atOnce: string, then: string]> = {
  "says nothing": ["", ""],
  "says nothing after its first line": [head, ""],
  "drips a header": [head, "x"],
  "drips headers": [head, "x: y\r\n"],
  "sends no header": ["", "x"],
  "has early hints only": ["", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  "says nothing after the headers": [`${head}content-length: 9\r\n\r\n`, ""],
  "drips its body": [`${head}transfer-encoding: chunked\r\n\r\n`, "1\r\nx\r\n"],
  "leads on and never ends": [
    `HTTP/1.1 302 Found\r\nlocation: /on\r\ntransfer-encoding: chunked\r\n\r\n`,
    "",
  ],
};

test.each(Object.entries(endless))("a server that %s is left, and keeps no connection", async (_, sends) => {
  vi.stubEnv("CONCORD_ALLOW_PRIVATE_HOSTS", "127.0.0.1");
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const dripping = setInterval(() => socket.write(sends[1]), DRIP_MS);
    socket.resume().write(sends[0]);
    socket.on("error", () => undefined).on("close", () => (clearInterval(dripping), sockets.delete(socket)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const acme = way({ firstByteMs: 600, totalMs: 800, concurrency: 1 });
  const began = performance.now();
  // The second one waits for the first: a server that hangs does not keep its turn.
  const calls = await Promise.allSettled([acme.send(get(url), signal), acme.send(get(url), signal)]);
  expect(performance.now() - began).toBeLessThan(5_000);
  for (const call of calls) expect(call.status === "rejected" && isAdapterError(call.reason)).toBe(true);
  await acme.close();
  await vi.waitFor(() => expect(sockets.size).toBe(0));
});
