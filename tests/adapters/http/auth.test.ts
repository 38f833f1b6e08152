import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ConnectionError } from "#app/adapters/errors.ts";
import { type Auth, basic, bearer, keyInHeader, keyInQuery } from "#app/adapters/http/auth.ts";
import { httpClient } from "#app/adapters/http/client.ts";
import { type OAuth2, oauth2 } from "#app/adapters/http/oauth2.ts";
import { serving, signal, way } from "./server.ts";

test.each<[string, Auth, string, string]>([
  ["user and password", basic("ann", "b:c"), "authorization", "Basic YW5uOmI6Yw=="],
  ["a token", bearer("t"), "authorization", "Bearer t"],
  ["a key in a header", keyInHeader("x-key", "k"), "x-key", "k"],
])("%s goes with every call", async (_, auth, header, value) => {
  const url = await serving((request, response) => void response.end(JSON.stringify(request.headers)));
  const said = await httpClient(url, way(), auth).json(
    { path: "" },
    z.record(z.string(), z.string()),
    signal,
  );
  expect(said[header]).toBe(value);
});

test("a key in the address stands beside what is asked", async () => {
  const url = await serving((request, response) => void response.end(JSON.stringify(request.url)));
  const call = { path: "items", query: { page: "2" } };
  const said = await httpClient(url, way(), keyInQuery("key", "a b")).json(call, z.string(), signal);
  expect(said).toBe("/items?page=2&key=a+b");
});

test("a sign-in that is refused is asked with once, and is the merchant's to cure", async () => {
  let calls = 0;
  const url = await serving((_, response) => void (calls++, response.writeHead(401).end()));
  const asking = httpClient(url, way(), bearer("t")).json({ path: "" }, z.unknown(), signal);
  await expect(asking).rejects.toThrow(ConnectionError);
  expect(calls).toBe(1);
});

/** A system whose tokens are t1, t2 and so on; only the last one given is valid. */
async function tokens({ status = 200, expiresIn = 3600, refuses = false } = {}) {
  const asked: { form: URLSearchParams; authorization: string | undefined }[] = [];
  let calls = 0;
  const url = await serving(async (request, response) => {
    if (request.url === "/token") {
      asked.push({
        form: new URLSearchParams(await text(request)),
        authorization: request.headers.authorization,
      });
      await wait(30);
      const token = {
        access_token: `t${asked.length}`,
        expires_in: expiresIn,
        refresh_token: `r${asked.length}`,
      };
      response.writeHead(status).end(JSON.stringify(token));
      return;
    }
    calls++;
    const good = !refuses && request.headers.authorization === `Bearer t${asked.length}`;
    if (request.url === "/late" && !good) await wait(300);
    response.writeHead(good ? 200 : 401).end("[]");
  });
  const settings: OAuth2 = {
    account: randomUUID(),
    tokenUrl: new URL("token", url),
    clientId: "id",
    clientSecret: "s&cret",
    clientIn: "body",
    scope: "read",
    refreshToken: null,
  };
  const open = (more: Partial<OAuth2> = {}) => {
    const acme = way({ concurrency: 20 });
    return httpClient(url, acme, oauth2({ ...settings, ...more }, acme));
  };
  return {
    open,
    asked,
    calls: () => calls,
    end: () => asked.push({ form: new URLSearchParams(), authorization: "" }),
  };
}

const list = (client: ReturnType<typeof httpClient>) =>
  client.json({ path: "items" }, z.array(z.unknown()), signal);

describe("OAuth2", () => {
  test("twenty calls at once ask for one token", async () => {
    const { open, asked } = await tokens();
    const client = open();
    await Promise.all(Array.from({ length: 20 }, () => list(client)));
    expect(asked).toHaveLength(1);
    expect(Object.fromEntries(asked[0]?.form ?? [])).toEqual({
      grant_type: "client_credentials",
      client_id: "id",
      client_secret: "s&cret",
      scope: "read",
    });
  });

  test("twenty calls whose token ended ask for one other, and each is sent again once", async () => {
    const { open, asked, calls, end } = await tokens();
    const client = open();
    await list(client);
    end();
    await Promise.all(Array.from({ length: 20 }, () => list(client)));
    // Includes the one that `end` made up.
    expect(asked).toHaveLength(3);
    expect(calls()).toBe(1 + 20 + 20);
  });

  test("a refusal of the old token that comes late does not cost the new one", async () => {
    const { open, asked, end } = await tokens();
    const client = open();
    await list(client);
    end();
    await Promise.all([list(client), client.json({ path: "late" }, z.array(z.unknown()), signal)]);
    expect(asked).toHaveLength(3);
  });

  test("an adapter that is opened anew goes on with the connection's token", async () => {
    const { open, asked } = await tokens();
    await list(open());
    await list(open());
    expect(asked).toHaveLength(1);
  });

  test("a token is replaced before it ends", async () => {
    const { open, asked } = await tokens({ expiresIn: 0.1 });
    const client = open();
    await list(client);
    await wait(100);
    await list(client);
    expect(asked).toHaveLength(2);
  });

  test("tokens that end at once are not asked for again and again", async () => {
    const { open, asked } = await tokens({ refuses: true });
    await expect(list(open())).rejects.toThrow(ConnectionError);
    expect(asked).toHaveLength(2);
  });

  test("a refresh token is used once, and the next one kept", async () => {
    const { open, asked, end } = await tokens();
    let kept = "r0";
    const refreshToken = {
      load: () => Promise.resolve(kept),
      save: (next: string) => Promise.resolve(void (kept = next)),
    };
    const client = open({ refreshToken, clientIn: "header" });
    await list(client);
    expect(kept).toBe("r1");
    end();
    await list(client);
    expect(asked.map(({ form }) => form.get("refresh_token"))).toEqual(["r0", null, "r1"]);
    expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from("id:s%26cret").toString("base64")}`);
    expect(asked[0]?.form.has("client_secret")).toBe(false);
  });

  test("a sign-in that was withdrawn asks for the merchant", async () => {
    const { open } = await tokens({ status: 400 });
    await expect(list(open())).rejects.toThrow("Sign in again");
  });
});
