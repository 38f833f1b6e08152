import type { TestProject } from "vitest/node";
import { serveBrowser } from "./browser.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the one browser of all test files listens. */
    browserUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await serveBrowser();
  project.provide("browserUrl", browser.wsEndpoint());
  return () => browser.close();
}
