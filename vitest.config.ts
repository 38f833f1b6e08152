import { defineConfig } from "vitest/config";

const MINUTE_MS = 60_000;

export default defineConfig({
  test: {
    env: {
      LOG_LEVEL: "silent",
      TZ: "UTC",
      CONCORD_LOCAL_FOLDERS: "/",
      SHOPIFY_API_KEY: "key",
      SHOPIFY_API_SECRET: "secret",
      SHOPIFY_APP_URL: "http://localhost:3000",
    },
    setupFiles: ["tests/support/console.ts"],
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/{core,adapters,shopify,sandbox,components}/**/*.test.{ts,tsx}", "tests/*.test.ts"],
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
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/{e2e,demo}/**/*.test.ts"],
          globalSetup: ["tests/support/postgres.ts"],
          fileParallelism: false,
          testTimeout: 5 * MINUTE_MS,
          hookTimeout: 5 * MINUTE_MS,
        },
      },
    ],
  },
});
