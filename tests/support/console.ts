import { afterEach, beforeEach } from "vitest";

let unexpected: unknown[][] = [];
let allowed = false;

/** For a test that provokes an error message of a library. */
export function allowConsoleErrors(): void {
  allowed = true;
}

beforeEach(() => {
  unexpected = [];
  allowed = false;
  console.error = (...args: unknown[]) => void unexpected.push(args);
});

afterEach(() => {
  if (!allowed && unexpected.length > 0) {
    throw new Error(
      `Unexpected console.error:\n${unexpected.map((args) => args.map(String).join(" ")).join("\n")}`,
    );
  }
});
