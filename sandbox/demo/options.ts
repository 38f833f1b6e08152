import { parseArgs } from "node:util";
import { troubleNames, type TroubleName } from "#sandbox/sources/troubles.ts";

export interface DemoOptions {
  /** Run until all is in step, report, and end. */
  once: boolean;
  /** Leave the shop unconnected, to try the set-up by hand. */
  empty: boolean;
  /** How many times faster than in reality the sales are replayed. */
  pace: number;
  /** Port of the admin; 0 takes any free one. */
  port: number;
  skus: number;
  troubles: ReadonlySet<TroubleName>;
  /** Leave the temporary folder, with logs, files and database, for a look afterwards. */
  keep: boolean;
  /** Let a debugger attach to web and worker, and log every step of every value. */
  inspect?: boolean;
}

const usage = `npm run demo -- [options]

  --once            needs no browser: runs until all is in step, prints a table, and ends
  --empty           starts with an unconnected shop, to try the set-up by hand
  --pace <number>   how many times faster than in reality sales are replayed (40)
  --port <number>   port of the admin (any free one)
  --skus <number>   how many articles, the best sellers first (3800)
  --troubles <list> which troubles, separated by commas, or "none" (all):
                    ${troubleNames.join(", ")}
  --inspect         web and worker take a debugger (node --inspect, ports 9229 and 9230) and log
                    each step of each value; says where the logs are
  --keep            leaves the temporary folder with logs, files and database
`;

const skusMin = 50;
const skusMax = 3_800;

/** Null if help was asked for, which it prints. */
export function readOptions(args: readonly string[]): DemoOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: "boolean", default: false },
      empty: { type: "boolean", default: false },
      pace: { type: "string", default: "40" },
      port: { type: "string", default: "0" },
      skus: { type: "string", default: String(skusMax) },
      troubles: { type: "string", default: troubleNames.join(",") },
      keep: { type: "boolean", default: false },
      inspect: { type: "boolean", default: false },
      help: { type: "boolean", default: false, short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return null;
  }
  return {
    once: values.once,
    empty: values.empty,
    pace: number("--pace", values.pace, 1, 100_000),
    port: number("--port", values.port, 0, 65_535),
    skus: number("--skus", values.skus, skusMin, skusMax),
    troubles: readTroubles(values.troubles),
    keep: values.keep,
    inspect: values.inspect,
  };
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} is a whole number from ${least} to ${most}, not ${text}`);
}

function readTroubles(list: string): ReadonlySet<TroubleName> {
  if (list === "none") return new Set();
  const names = list.split(",");
  const unknown = names.filter((name) => !troubleNames.some((known) => known === name));
  if (unknown.length > 0) throw new RangeError(`--troubles does not know ${unknown.join(", ")}`);
  return new Set(names as TroubleName[]);
}
