import { expect, test } from "vitest";
import { z } from "zod";
import { ConnectionError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { bearer } from "#app/adapters/http/auth.ts";
import { httpClient } from "#app/adapters/http/client.ts";
import { retryAfterMs } from "#app/adapters/http/retry-after.ts";
import { once, parseXml } from "#app/adapters/http/xml.ts";
import { serving, signal, way } from "./server.ts";

type Answer = { status?: number; headers?: Record<string, string>; body?: string | Buffer };

async function answering({ status = 200, headers = {}, body = "" }: Answer) {
  const url = await serving((_, response) => void response.writeHead(status, headers).end(body));
  return httpClient(url, way(), bearer("t"));
}

test("brackets and commas of a text are no values", async () => {
  const said = `${"[{,".repeat(1_000_000)}\\"[{,\\`;
  const client = await answering({ body: JSON.stringify({ items: [1], said }) });
  expect(await client.json({ path: "" }, items, signal)).toEqual({ items: [1] });
});

const items = z.object({ items: z.array(z.number()) });

test.each<[string, Answer, new (...given: never[]) => Error, string]>([
  ["a wrong key", { status: 401 }, ConnectionError, "does not accept the sign-in"],
  ["a missing right", { status: 403 }, ConnectionError, "does not allow"],
  ["a wrong address", { status: 404 }, ConnectionError, "Is the address right?"],
  ["an address that moved", { status: 301 }, ConnectionError, "Is the address right?"],
  ["too many calls", { status: 429 }, TransientError, "less often"],
  ["an outage", { status: 503 }, TransientError, "cannot answer now (status 503)"],
  ["a bad call", { status: 422 }, ProtocolError, "status 422"],
  ["a web page", { body: "<!DOCTYPE html><p>Down" }, ProtocolError, "a web page instead of data"],
  ["nothing", {}, ProtocolError, "Acme answered nothing"],
  ["half of it", { body: '{"items":[1,' }, ProtocolError, "not JSON"],
  ["a list without end", { body: `[${"[],".repeat(1_000_000)}[]]` }, ProtocolError, "too many values"],
  ["what is nested too deep", { body: "[".repeat(101) + "]".repeat(101) }, ProtocolError, "too deep"],
  ["something else", { body: '{"items":["a"]}' }, ProtocolError, "unexpected at items.0"],
])("%s is told by its kind and in words", async (_, answer, kind, words) => {
  const asking = (await answering(answer)).json({ path: "" }, items, signal);
  await expect(asking).rejects.toThrow(kind);
  await expect(asking).rejects.toThrow(words);
});

test("how long to wait is told on, in seconds or as a time", async () => {
  const later = async (header: string, status: number) => {
    const client = await answering({ status, headers: { "retry-after": header } });
    const error: unknown = await client.json({ path: "" }, items, signal).catch((reason: unknown) => reason);
    return error instanceof TransientError ? error.retryAfterMs : undefined;
  };
  expect(await later("17", 429)).toBe(17_000);
  const ms = await later(new Date(Date.now() + 60_000).toUTCString(), 503);
  expect(ms).toBeGreaterThan(50_000);
  expect(ms).toBeLessThanOrEqual(60_000);
});

test.each([
  [null, null],
  ["", null],
  ["soon", null],
  ["0", 0],
  ["1.5", 1500],
  ["99999999", 99_999_999_000],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["Thu, 01 Jan 1970 00:02:00 GMT", 60_000],
])("Retry-After %s is %s ms", (header, ms) => {
  expect(retryAfterMs(header, 60_000)).toBe(ms);
});

test("XML is read by its schema, in its own encoding", async () => {
  const head = Buffer.from('<?xml version="1.0" encoding="Windows-1250"?>\n');
  const rows = Buffer.from('<r:pack xmlns:r="u" id="7"><r:item>');
  const body = Buffer.concat([head, rows, Buffer.from([0xe8, 0x9a]), Buffer.from("</r:item></r:pack>")]);
  const schema = z.object({ pack: once(z.object({ "@id": z.string(), item: z.array(z.string()) })) });
  const client = await answering({ body, headers: { "content-type": "text/xml" } });
  expect(await client.xml({ path: "" }, schema, signal)).toEqual({ pack: { "@id": "7", item: ["čš"] } });
});

test("XML keeps text, lists and nesting apart", () => {
  expect(
    parseXml("Acme", "<a><b>1</b><b>2</b><c x='y'>t &amp; <![CDATA[<!DOCTYPE u>]]></c><d/></a>"),
  ).toEqual({
    a: [{ b: ["1", "2"], c: [{ "@x": "y", "#text": "t & <!DOCTYPE u>" }], d: [""] }],
  });
});

test.each([
  ["a document type", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares a document type"],
  ["an entity of its own", "<a>&b;</a>", "not XML"],
  ["an open end", "<a><b></a>", "not XML"],
  ["a web page", "<!doctype html><p>Down", "web page"],
  ["nothing", "", "answered nothing"],
  ["a hole without a floor", "<a>".repeat(200), "too deep"],
  ["a list without end", `<a>${"<b/>".repeat(1_000_000)}`, "too many values"],
])("XML with %s is refused", (_, text, words) => {
  expect(() => parseXml("Acme", text)).toThrow(ProtocolError);
  expect(() => parseXml("Acme", text)).toThrow(words);
});
