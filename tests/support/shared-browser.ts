import { chromium, type Browser } from "playwright-core";
import { inject } from "vitest";

/** The one browser of all test files. Closing it ends what was opened here; the browser goes on. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject("browserUrl"));
}
