import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type BrowserServer,
  type LaunchOptions,
} from "playwright-core";
import packageInfo from "../../package.json" with { type: "json" };

/** Shopify's library answers 410 to what looks like a robot, and "HeadlessChrome" does. */
const userAgent =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

/** Chromium from the npm registry, or the one that CHROME_PATH names. Close it when done. */
export function launchBrowser(): Promise<Browser> {
  return launched((options) => playwright.launch(options));
}

/** The same for several processes, which connect to its `wsEndpoint()`. Close it when done. */
export function serveBrowser(): Promise<BrowserServer> {
  return launched((options) => playwright.launchServer(options));
}

async function launched<T>(launch: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const own = process.env["CHROME_PATH"];
  if (own !== undefined) return launch({ executablePath: own, args: flags });
  const folder = await unpackedChromium();
  const executablePath = join(folder, "chromium");
  const fonts = { ...inherited(), FONTCONFIG_PATH: join(folder, "fonts") };
  try {
    return await launch({ executablePath, args: flags, env: fonts });
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes("shared libraries")) throw error;
    const libraries = join(folder, "al2023", "lib");
    return launch({ executablePath, args: flags, env: { ...fonts, LD_LIBRARY_PATH: libraries } });
  }
}

/** A fresh profile as a person in the shop's admin has it; 390 wide is the phone of the design. */
export function openContext(browser: Browser, width = 1280, height = 900): Promise<BrowserContext> {
  return browser.newContext({
    userAgent,
    viewport: { width, height },
    deviceScaleFactor: 1,
    hasTouch: width < 600,
    isMobile: width < 600,
    locale: "en-US",
    timezoneId: "UTC",
  });
}

const flags = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
];

/**
 * Unpacks once per user and version. The package unpacks into the temporary folder under a fixed name and takes a
 * half-written file for a finished one, so it gets a folder of its own that is renamed when complete.
 */
async function unpackedChromium(): Promise<string> {
  const user = process.getuid?.() ?? "user";
  const version = packageInfo.devDependencies["@sparticuz/chromium"];
  const folder = join(tmpdir(), `concord-chromium-${version}-${user}`);
  if (existsSync(folder)) return folder;
  const workspace = await mkdtemp(`${folder}-`);
  await unpackInto(workspace);
  await writeFile(join(workspace, "fonts", "fonts.conf"), fontSettings(folder));
  try {
    await rename(workspace, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    await rm(workspace, { recursive: true, force: true });
  }
  return folder;
}

/**
 * The package's own settings look for its fonts in fixed folders; without any font, Chromium dies at the first input
 * field. The machine's own fonts are only a fallback, so that pictures look alike everywhere.
 */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>Inter</family><prefer><family>Open Sans</family></prefer></alias>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}

async function unpackInto(folder: string): Promise<void> {
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  process.env["TMPDIR"] = folder;
  // Only under this name does the package also unpack the libraries that a bare machine lacks.
  process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs24.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
  } finally {
    restore({ TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH });
  }
}

function restore(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
