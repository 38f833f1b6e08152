import { type Logger, pino } from "pino";
import { config } from "./config.server.ts";

// Names under which a secret could reach a log line by accident, at the first two depths.
const SECRET_NAMES = [
  "password",
  "secret",
  "secrets",
  "accessToken",
  "refreshToken",
  "privateKey",
  "authorization",
];

// The Remix bundle holds its own copy of this module; both write through one logger.
const shared = globalThis as typeof globalThis & { concordLog?: Logger };

export const log: Logger = (shared.concordLog ??= pino({
  level: config("LOG_LEVEL"),
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]), censor: "[secret]" },
}));
