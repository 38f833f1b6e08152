import { config, ConfigError, KEY_IS_MISSING } from "#app/config.server.ts";

/** The database that this process runs itself, and the key that is kept beside it. */
interface Embedded {
  url: string;
  secretKey: string;
}

// The Remix bundle holds its own copy of this module; a process still has one database.
const held = globalThis as typeof globalThis & { concordEmbedded?: Embedded | undefined };

/** Used from now on for what the environment does not set. */
export function useEmbedded(embedded: Embedded | undefined): void {
  held.concordEmbedded = embedded;
}

export function databaseUrl(): string {
  const url = config("DATABASE_URL") ?? held.concordEmbedded?.url;
  if (url === undefined) {
    throw new Error(
      "DATABASE_URL is not set: start the database first (store/database/embedded/postgres.server.ts)",
    );
  }
  return url;
}

/** The key for what is stored encrypted. */
export function secretKey(): string {
  const key = config("CONCORD_SECRET_KEY") ?? held.concordEmbedded?.secretKey;
  if (key === undefined) throw new ConfigError(KEY_IS_MISSING);
  return key;
}
