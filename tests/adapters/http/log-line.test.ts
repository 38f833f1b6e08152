import { Writable } from "node:stream";
import { pino } from "pino";
import { beforeEach, expect, test, vi } from "vitest";
import { basic, keyInQuery } from "#app/adapters/http/auth.ts";
import { httpClient } from "#app/adapters/http/client.ts";
import { serving, signal, way } from "./server.ts";

const written = vi.hoisted(() => ({ lines: [] as string[] }));

vi.mock(import("#app/log.ts"), () => {
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      written.lines.push(chunk.toString());
      done();
    },
  });
  return { log: pino({ level: "debug" }, stream) };
});

beforeEach(() => void (written.lines.length = 0));

const KEY = "k3y/with&signs";

test("every call leaves one line that says what was asked and how it went, and no secret", async () => {
  const url = await serving((_, response) => void response.writeHead(200).end("twelve bytes"));
  const acme = way({}, [KEY]);
  const path = `feeds/${encodeURIComponent(KEY)}/branches`;
  await httpClient(url, acme, keyInQuery("api_key", KEY)).send({ path }, signal);
  await httpClient(url, acme, basic("ann", "pa55word")).send(
    { path: "items", method: "POST", json: {} },
    signal,
  );
  const [first, second, ...more] = written.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    system: "Acme",
    method: "GET",
    host: url.host,
    path: "/feeds/[secret]/branches",
    status: 200,
    bytes: 12,
    ms: expect.any(Number) as number,
  });
  expect(second).toMatchObject({ method: "POST", path: "/items" });
  const all = written.lines.join("");
  for (const secret of [KEY, encodeURIComponent(KEY), "pa55word", basicOf("ann", "pa55word")])
    expect(all).not.toContain(secret);
});

test("a call that failed leaves its line too", async () => {
  const url = await serving((_, response) => void response.destroy());
  await expect(httpClient(url, way(), basic("ann", "b")).send({ path: "" }, signal)).rejects.toThrow();
  expect(written.lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { host: url.host, status: null, error: `${url.host} did not answer` },
  ]);
});

function basicOf(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString("base64");
}
