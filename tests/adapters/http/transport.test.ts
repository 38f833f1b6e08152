import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ConnectionError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { download } from "#app/adapters/http/download.ts";
import { get, serving, signal, way } from "./server.ts";

const MIB = 1024 ** 2;

/** Zeros, packed twice: a few kB that unfold to `mebibytes`. */
function bomb(mebibytes: number): Buffer {
  const zeros = gzipSync(Buffer.alloc(MIB), { level: 9 });
  return gzipSync(Buffer.concat(Array.from({ length: mebibytes }, () => zeros)), { level: 9 });
}

test("an answer of some kB that unfolds to a GiB is cut off while it streams", async () => {
  const packed = bomb(1024);
  expect(packed.length).toBeLessThan(10_000);
  const url = await serving((_, response) => {
    response.writeHead(200, { "content-encoding": "gzip, gzip" }).end(packed);
  });
  const before = process.memoryUsage.rss();
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  await expect(way({ answerBytes: 4 * MIB }).send(get(url), signal)).rejects.toThrow(ProtocolError);
  clearInterval(watching);
  expect(Math.max(most, process.memoryUsage.rss()) - before).toBeLessThan(200 * MIB);
});

test("an answer that fits is read whole and unpacked", async () => {
  const url = await serving((_, response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(MIB, "a")));
  });
  const { bytes, status } = await way({ answerBytes: MIB }).send(get(url), signal);
  expect([status, bytes.length]).toEqual([200, MIB]);
});

test("an answer that drips is given up when its time is over", async () => {
  const url = await serving(async (_, response) => {
    response.writeHead(200);
    while (!response.destroyed) {
      response.write(".");
      await wait(20);
    }
  });
  const asking = way({ totalMs: 300 }).send(get(url), signal);
  await expect(asking).rejects.toThrow(TransientError);
  await expect(asking).rejects.toThrow("in time");
});

test("a server that never begins to answer is given up early", async () => {
  const url = await serving(() => undefined);
  const began = performance.now();
  await expect(way({ firstByteMs: 200, totalMs: 20_000 }).send(get(url), signal)).rejects.toThrow(
    TransientError,
  );
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("a header without end is not read", async () => {
  const url = await serving((_, response) => {
    for (let line = 0; line < 30; line++) response.setHeader(`x-${line}`, "x".repeat(1000));
    response.end();
  });
  await expect(way().send(get(url), signal)).rejects.toThrow(TransientError);
});

test("a redirect leads to another path, and never into the private network", async () => {
  const url = await serving((request, response) => {
    const to: Record<string, string> = {
      "/moved": "/here",
      "/inside": "https://localhost:1/",
      "/plain": "http://localhost:1/",
      "/round": "/round",
    };
    const location = to[request.url ?? ""];
    response.writeHead(location ? 302 : 200, location ? { location } : {}).end("here");
  });
  const acme = way();
  expect((await acme.send(get(new URL("moved", url)), signal)).url.pathname).toBe("/here");
  const inside = acme.send(get(new URL("inside", url)), signal);
  await expect(inside).rejects.toThrow(ConnectionError);
  await expect(inside).rejects.toThrow("private network");
  await expect(acme.send(get(new URL("plain", url)), signal)).rejects.toThrow("not an https address");
  await expect(acme.send(get(new URL("round", url)), signal)).rejects.toThrow(ProtocolError);
  await expect(download(new URL("inside", url).href, { maxBytes: 10, signal })).rejects.toThrow(
    "private network",
  );
});

test("what proves who we are stays with the host it was given to, and a write is sent to no other", async () => {
  const seen: (string | undefined)[] = [];
  const other = await serving((request, response) => {
    seen.push(request.headers.authorization);
    response.end();
  });
  const url = await serving((_, response) => void response.writeHead(307, { location: other.href }).end());
  const headers = { authorization: "Bearer t" };
  await way().send({ ...get(url), headers }, signal);
  expect(seen).toEqual([undefined]);
  const answer = await way().send({ method: "POST", url, headers, body: "{}" }, signal);
  expect([answer.status, seen.length]).toEqual([307, 1]);
});

test("a connection calls so many at a time and so many a second", async () => {
  let open = 0;
  let most = 0;
  const times: number[] = [];
  const url = await serving(async (_, response) => {
    times.push(performance.now());
    most = Math.max(most, ++open);
    await wait(30);
    open--;
    response.end();
  });
  const acme = way({ concurrency: 2, perSecond: 4 });
  await Promise.all(Array.from({ length: 6 }, () => acme.send(get(url), signal)));
  expect(most).toBe(2);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(700);
});

test("a call that is stopped while it waits or while it runs ends at once", async () => {
  const url = await serving(() => undefined);
  const acme = way({ concurrency: 1 });
  const running = new AbortController();
  const waiting = new AbortController();
  const calls = [running, waiting].map(({ signal: own }) => acme.send(get(url), own));
  const ends = Promise.allSettled(calls);
  waiting.abort();
  await expect(calls[1]).rejects.toThrow("stopped");
  running.abort();
  await expect(calls[0]).rejects.toThrow(TransientError);
  await ends;
});
