import { defineConfig } from "vitest/config";

const MINUTE_MS = 60_000;

/** The adapter's tests and the whole loop against a real Tryton, which tests/support/tryton.ts starts. */
export default defineConfig({
  test: {
    env: { LOG_LEVEL: "silent", TZ: "UTC", CONCORD_LOCAL_FOLDERS: "/" },
    setupFiles: ["tests/support/console.ts"],
    restoreMocks: true,
    include: [
      "tests/adapters/tryton/tryton.test.ts",
      "tests/adapters/tryton/*.test.ts",
      "tests/tryton/*.test.ts",
    ],
    globalSetup: ["tests/support/postgres.ts", "tests/support/tryton.ts"],
    fileParallelism: false,
    testTimeout: 3 * MINUTE_MS,
    hookTimeout: 3 * MINUTE_MS,
  },
});
