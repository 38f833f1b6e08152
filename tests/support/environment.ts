import { afterAll, vi } from "vitest";

const before = { ...process.env };

// Files share a worker: what one sets, the next must not find.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env))
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});
