import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const MINUTE_MS = 60_000;
/** Tests of the sandbox's admin drive it in the one browser that all e2e files share. */
const inBrowser = "tests/sandbox/admin-{extensions,frame,orders}.test.ts";
const cache = join(import.meta.dirname, "node_modules/.cache");

export default defineConfig({
  test: {
    env: {
      LOG_LEVEL: "silent",
      TZ: "UTC",
      CONCORD_LOCAL_FOLDERS: "/",
      SHOPIFY_API_KEY: "key",
      SHOPIFY_API_SECRET: "secret",
      SHOPIFY_APP_URL: "http://localhost:3000",
      // The processes that tests start load in half the time.
      NODE_COMPILE_CACHE: join(cache, "node"),
    },
    setupFiles: ["tests/support/console.ts", "tests/support/environment.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Much of the time tests wait for a browser, a database or another process.
    maxWorkers: availableParallelism() + 1,
    reporters: ["default", "json"],
    // `npm run test:slow` reads it.
    outputFile: { json: join(cache, "tests.json") },
    // `isolate: false` below: a file leaves nothing behind, so a worker loads the app once for all its files.
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/{core,adapters,shopify,sandbox,components}/**/*.test.{ts,tsx}", "tests/*.test.ts"],
          exclude: [inBrowser],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "extensions",
          include: ["tests/extensions/**/*.test.{ts,tsx}"],
          environment: "happy-dom",
          // It imports the extension's source, which only Vite understands.
          server: { deps: { inline: ["@shopify/ui-extensions-tester"] } },
        },
      },
      {
        extends: true,
        test: {
          name: "store",
          include: ["tests/{store,sync,jobs,endpoints,routes,faults}/**/*.test.ts"],
          globalSetup: ["tests/support/postgres.ts"],
          isolate: false,
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/{e2e,demo}/**/*.test.ts", inBrowser],
          globalSetup: ["tests/support/postgres.ts", "tests/support/browser-server.ts"],
          // On a busy machine a page's request takes longer than the second of vitest's default.
          expect: { poll: { timeout: MINUTE_MS / 2 } },
          testTimeout: 5 * MINUTE_MS,
          hookTimeout: 5 * MINUTE_MS,
        },
      },
    ],
  },
});
