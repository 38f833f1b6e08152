import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore } from "#app/adapters/csv/files/place.ts";
import { ConnectionError } from "#app/adapters/errors.ts";

let open: string;
let closed: string;
beforeEach(() => {
  open = mkdtempSync(join(tmpdir(), "concord-open-"));
  closed = mkdtempSync(join(tmpdir(), "concord-closed-"));
  mkdirSync(join(open, "erp"));
  symlinkSync(closed, join(open, "way-out"));
  vi.stubEnv("CONCORD_LOCAL_FOLDERS", open);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of [open, closed]) rmSync(folder, { recursive: true });
});

const visit = (folder: string) => () => openStore({ kind: "local", folder }, {});

test("a folder below an opened one may be read", () => {
  expect(visit(join(open, "erp"))).not.toThrow();
  expect(visit(open)).not.toThrow();
});

test("no other folder of the server may be read, however it is written", () => {
  for (const folder of [closed, "/etc", join(open, ".."), `${open}-beside`, join(open, "way-out")]) {
    expect(visit(folder), folder).toThrow(ConnectionError);
  }
});

test("where the operator has opened nothing, no folder may be read", () => {
  vi.stubEnv("CONCORD_LOCAL_FOLDERS", "");
  expect(visit(join(open, "erp"))).toThrow(/CONCORD_LOCAL_FOLDERS/);
});
