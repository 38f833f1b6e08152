import { defineConfig } from "vitest/config";

const MINUTE_MS = 60_000;

/** The queue on a real Redis or Valkey, which tests/support/redis.ts starts. */
export default defineConfig({
  test: {
    env: { LOG_LEVEL: "silent", TZ: "UTC", CONCORD_LOCAL_FOLDERS: "/" },
    setupFiles: ["tests/support/console.ts"],
    restoreMocks: true,
    include: ["tests/redis/*.test.ts"],
    globalSetup: ["tests/support/postgres.ts"],
    testTimeout: 3 * MINUTE_MS,
    hookTimeout: 3 * MINUTE_MS,
  },
});
