import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { errorCode } from "./process-state.server.ts";

/** The system account that runs the server; null: our own. PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number } | null;

/** Where one embedded server lives and which account runs it. */
export interface Place {
  folder: string;
  data: string;
  account: Account;
}

const ACCOUNTS = ["postgres", "nobody"];
const OUTSIDE_CLOSED_HOMES = "/var/lib/concord";

/** Chooses folder and account so that the account can enter the folder, and creates both folders. */
export function openPlace(home: string): Place {
  const preferred = join(resolve(home), "postgres");
  if (process.getuid?.() !== 0) return ownPlace(preferred);
  const key = createHash("sha256").update(preferred).digest("hex").slice(0, 12);
  const elsewhere = join(OUTSIDE_CLOSED_HOMES, key);
  // Data created elsewhere stays there, even if the home can be entered by now.
  if (!existsSync(join(elsewhere, "data"))) {
    const account = accountFor(preferred);
    mkdirSync(preferred, { recursive: true, mode: 0o755 });
    if (canEnter(preferred, account)) return { folder: preferred, data: join(preferred, "data"), account };
    if (existsSync(join(preferred, "data"))) {
      throw new Error(
        `The system user that runs the database can no longer enter ${preferred}: chmod o+x its folders`,
      );
    }
  }
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  return { folder: elsewhere, data: join(elsewhere, "data"), account: accountFor(elsewhere) };
}

/** Makes a folder that only the server's account can read. */
export function makePrivateFolder(folder: string, account: Account): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

/** Whether the account can enter the folder, through all the folders above it. */
export function canEnter(folder: string, account: Account): boolean {
  const result = spawnSync("sh", ["-c", 'cd -- "$1"', "sh", folder], {
    cwd: "/",
    stdio: "ignore",
    ...account,
  });
  return result.status === 0;
}

function ownPlace(folder: string): Place {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = join(folder, "data");
  const owner = existsSync(data) ? statSync(data).uid : process.getuid?.();
  if (owner !== process.getuid?.()) {
    throw new Error(
      `The database in ${folder} belongs to another system user (it was started as root before). ` +
        `Start as that user, or give it to this one: chown -R ${process.getuid?.()} ${folder}`,
    );
  }
  return { folder, data, account: null };
}

// The owner of the data keeps running the server, even if the machine has gained other accounts.
function accountFor(folder: string): NonNullable<Account> {
  const data = join(folder, "data");
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ACCOUNTS) {
    const found = systemAccount(name);
    if (found) return found;
  }
  throw new Error(
    `PostgreSQL does not run as root and this machine has none of the accounts ${ACCOUNTS.join(", ")}. ` +
      "Start Concord as an ordinary user, or set DATABASE_URL.",
  );
}

function systemAccount(name: string): Account {
  try {
    const read = (flag: string): number =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: read("-u"), gid: read("-g") };
  } catch (error) {
    if (errorCode(error) === "ENOENT" || hasStatus(error)) return null;
    throw error;
  }
}

function hasStatus(error: unknown): boolean {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}
