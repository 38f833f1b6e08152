import { afterAll, vi } from "vitest";

const before = { ...process.env };

// Test files share a worker: what one sets must not leak into the next.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env))
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});
