import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { config, configProblems, variables } from "#app/config.server.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const enough = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "hush",
  SHOPIFY_APP_URL: "https://concord.example.com",
};

/** Variables of `.env.example` with the comment above each. */
const examples = [
  ...readFileSync(join(import.meta.dirname, "../.env.example"), "utf8").matchAll(
    /((?:^#.*\n)*)^([A-Z_]+)=(.*)$/gm,
  ),
].map(([, comment = "", name = "", value = ""]) => ({
  name,
  value,
  meaning: comment.replace(/\n?# /g, " ").replaceAll(/\s+/g, " "),
}));

test(".env.example lists every variable that Concord reads, and no other", () => {
  expect(examples.map(({ name }) => name)).toEqual(Object.keys(variables.shape));
});

test.each(examples)(".env.example says of $name what its value must be", ({ name, meaning }) => {
  const { description = "" } = variables.shape[name as keyof typeof variables.shape];
  expect(description).not.toBe("");
  expect(meaning.toLowerCase()).toContain(description.toLowerCase());
});

test(".env.example shows the defaults, and is complete with the key and secret of the app", () => {
  const env = Object.fromEntries(examples.map(({ name, value }) => [name, value]));
  const defaults = variables.parse({ ...enough });
  for (const { name, value } of examples.filter((one) => one.value !== "" && !(one.name in enough)))
    expect(String(defaults[name as keyof typeof defaults]), name).toBe(value);
  expect(configProblems(env)).toEqual([
    "SHOPIFY_API_KEY must be set: the client id of the app at Shopify.",
    "SHOPIFY_API_SECRET must be set: the secret of the app at Shopify.",
  ]);
  expect(configProblems({ ...env, ...enough })).toEqual([]);
});

test.each([
  ["PORT", "abc", 'PORT must be a number between 1 and 65535, but is "abc".'],
  ["PORT", "70000", 'PORT must be a number between 1 and 65535, but is "70000".'],
  ["LOG_LEVEL", "loud", 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, but is "loud".'],
  ["DATABASE_POOL_SIZE", "0", 'DATABASE_POOL_SIZE must be a number between 1 and 1000, but is "0".'],
  ["REDIS_URL", "queue", "REDIS_URL must be the address of a Redis, such as redis://host:6379."],
  [
    "CONCORD_SECRET_KEY",
    "c2hvcnQ=",
    "CONCORD_SECRET_KEY must be 32 bytes in base64 (openssl rand -base64 32).",
  ],
  [
    "SHOPIFY_APP_URL",
    "concord.example.com",
    'SHOPIFY_APP_URL must be the address under which Shopify and the browser reach Concord, with https, but is "concord.example.com".',
  ],
  [
    "CONCORD_SECRET_KEY_PREVIOUS",
    `${KEY},short`,
    "CONCORD_SECRET_KEY_PREVIOUS must be 32 bytes in base64, or several such keys separated by commas.",
  ],
  [
    "DATABASE_URL",
    "postgresql://db/concord",
    "CONCORD_SECRET_KEY must be set where DATABASE_URL is: 32 bytes in base64 (openssl rand -base64 32).",
  ],
])("a wrong %s is named with what to do: %s", (name, value, sentence) => {
  expect(configProblems({ ...enough, [name]: value })).toEqual([sentence]);
});

test("a secret that is wrong is not repeated", () => {
  const wrong = { DATABASE_URL: "mysql://me:canary@db", REDIS_URL: "canary", CONCORD_SECRET_KEY: "canary" };
  expect(configProblems({ ...enough, ...wrong })).toHaveLength(3);
  expect(configProblems({ ...enough, ...wrong }).join(" ")).not.toContain("canary");
});

test("a variable with nothing behind its sign is not set, and space around a value does not count", () => {
  expect(configProblems({ ...enough, PORT: "", DATABASE_URL: " ", LOG_LEVEL: " info " })).toEqual([]);
});

test("a value is read as what it means", () => {
  expect(variables.parse({ ...enough, PORT: "8080", SCOPES: "read_orders, write_products" })).toMatchObject({
    PORT: 8080,
    SCOPES: ["read_orders", "write_products"],
    CONCORD_LOCAL_FOLDERS: [],
  });
  expect(config("LOG_LEVEL")).toBe("silent");
});

test.each(["server.ts", "worker.ts"])(
  "%s does not start with a wrong value, and says each in a sentence",
  (file) => {
    const root = join(import.meta.dirname, "..");
    const env = {
      NODE_ENV: "production" as const,
      PATH: process.env["PATH"],
      ...enough,
      SHOPIFY_API_KEY: "",
      PORT: "abc",
      LOG_LEVEL: "loud",
    };
    const ended = spawnSync(process.execPath, [file], { cwd: root, env, encoding: "utf8", timeout: 120_000 });
    expect(ended.stderr.split("\n")).toEqual([
      "SHOPIFY_API_KEY must be set: the client id of the app at Shopify.",
      'PORT must be a number between 1 and 65535, but is "abc".',
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, but is "loud".',
      "",
    ]);
    expect(ended.stdout).toBe("");
    expect(ended.status).toBe(1);
  },
  60_000,
);
