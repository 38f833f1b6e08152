import { execFileSync } from "node:child_process";

const SCRIPT = new URL("../../scripts/tryton.sh", import.meta.url).pathname;

/** A real Tryton for a run of tests; one that TRYTON_URL names is taken as it is. */
export default function setup(): (() => void) | undefined {
  if (process.env["TRYTON_URL"] !== undefined) return undefined;
  const said = execFileSync(SCRIPT, ["start"], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  for (const [, name, value] of said.matchAll(/^(TRYTON_\w+)=(.*)$/gm)) {
    if (name !== undefined && value !== undefined) process.env[name] = value;
  }
  return () => {
    execFileSync(SCRIPT, ["destroy"], { stdio: "inherit" });
  };
}
