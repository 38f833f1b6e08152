import { delimiter } from "node:path";
import { z } from "zod";

const KEY_BYTES = 32;

const isKey = (text: string): boolean => Buffer.from(text, "base64").length === KEY_BYTES;

const list = (separator: string) =>
  z.string().transform((text) => text.split(separator).flatMap((part) => part.trim() || []));

/**
 * Every environment variable that Concord reads. A description says what the value must be: it ends the error
 * message that stops the start, and is shown beside the variable in `.env.example`.
 */
export const variables = z.object({
  SHOPIFY_API_KEY: z.string().describe("the client id of the app at Shopify"),
  SHOPIFY_API_SECRET: z.string().describe("the secret of the app at Shopify"),
  SHOPIFY_APP_URL: z
    .url({ protocol: /^https?$/ })
    .describe("the address under which Shopify and the browser reach Concord, with https"),
  SCOPES: list(",").optional().describe("access scopes, separated by commas"),
  SHOPIFY_API_SECRET_PREVIOUS: z.string().optional().describe("the secret before the current one"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional()
    .describe("the address of a PostgreSQL database, such as postgresql://user:password@host:5432/concord"),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(16)
    .describe("a number between 1 and 1000"),
  CONCORD_HOME: z.string().default(".concord").describe("a folder of this server"),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .optional()
    .describe("the address of a Redis, such as redis://host:6379"),
  CONCORD_SECRET_KEY: z
    .string()
    .refine(isKey)
    .optional()
    .describe(`${KEY_BYTES} bytes in base64 (openssl rand -base64 ${KEY_BYTES})`),
  CONCORD_SECRET_KEY_PREVIOUS: list(",")
    .refine((keys) => keys.every(isKey))
    .default([])
    .describe(`${KEY_BYTES} bytes in base64, or several such keys separated by commas`),
  CONCORD_METRICS_TOKEN: z.string().optional().describe("a text that whoever reads /metrics knows"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000).describe("a number between 1 and 65535"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("fatal, error, warn, info, debug, trace or silent"),
  CONCORD_ALLOW_PRIVATE_HOSTS: list(",")
    .default([])
    .describe("1 for all hosts, or names of hosts separated by commas"),
  CONCORD_LOCAL_FOLDERS: list(delimiter).default([]).describe('folders of this server, separated by ":"'),
});

type Variables = z.output<typeof variables>;
type Name = keyof Variables;
type Environment = Readonly<Record<string, string | undefined>>;

/** Secrets must not reach a log, so messages do not repeat them. */
const SECRET: readonly Name[] = [
  "SHOPIFY_API_SECRET",
  "SHOPIFY_API_SECRET_PREVIOUS",
  "DATABASE_URL",
  "REDIS_URL",
  "CONCORD_SECRET_KEY",
  "CONCORD_SECRET_KEY_PREVIOUS",
  "CONCORD_METRICS_TOKEN",
];

/** A variable is missing or wrong: the operator of Concord must set it. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** The value of one variable. It is read when needed, so a process needs only the variables it uses. */
export function config<N extends Name>(name: N): Variables[N] {
  const read = variables.shape[name].safeParse(given(process.env, name));
  if (!read.success) throw new ConfigError(problem(process.env, name));
  return read.data as Variables[N];
}

/** The problems of an environment, each a sentence that says what to do; none: Concord can start. */
export function configProblems(env: Environment): string[] {
  const names = Object.keys(variables.shape) as Name[];
  const wrong = names.filter((name) => !variables.shape[name].safeParse(given(env, name)).success);
  const problems = wrong.map((name) => problem(env, name));
  return lacksKey(env) ? [...problems, KEY_IS_MISSING] : problems;
}

/** The embedded database keeps a key beside it; for any other, the operator has to choose a safe place. */
export const KEY_IS_MISSING = `CONCORD_SECRET_KEY must be set where DATABASE_URL is: ${variables.shape.CONCORD_SECRET_KEY.description}.`;

/** The environment of a program that Concord runs. */
export function environmentWith(changes: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

function lacksKey(env: Environment): boolean {
  return given(env, "DATABASE_URL") !== undefined && given(env, "CONCORD_SECRET_KEY") === undefined;
}

/** In an env file, nothing after the "=" means that the variable is not set. */
function given(env: Environment, name: Name): string | undefined {
  return env[name]?.trim() || undefined;
}

function problem(env: Environment, name: Name): string {
  const must = variables.shape[name].description;
  const value = given(env, name);
  if (value === undefined) return `${name} must be set: ${must}.`;
  return SECRET.includes(name) ? `${name} must be ${must}.` : `${name} must be ${must}, but is "${value}".`;
}
