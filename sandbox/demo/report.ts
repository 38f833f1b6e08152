import type { Outcome } from "./once.ts";

/** The outcome for a person, and on the last line the same for a program. */
export function report(outcome: Outcome): string {
  const rows: [string, string][] = [
    ["SKUs", String(outcome.skus)],
    ["Drift before", `${outcome.driftBefore} values`],
    ["Repaired", `${outcome.repaired} values`],
    ...Object.entries(outcome.blocked).map(([reason, count]): [string, string] => [
      `Blocked: ${reason}`,
      String(count),
    ]),
    ...Object.entries(outcome.agreed).map(([kind, count]): [string, string] => [
      `In step: ${kind}`,
      String(count),
    ]),
    ["Prices that jump and wait for a person", String(outcome.priceJumps)],
    ["Shop orders meanwhile", String(outcome.shopOrders)],
    ["Edited by hand meanwhile", String(outcome.editsByHand)],
    ["Requests to Shopify", String(outcome.requests)],
    ["Points, everything", String(outcome.points)],
    ["Points, repairing", `${outcome.repairPoints} of at least ${outcome.repairPointsMinimum}`],
    ["First repair", `${outcome.repairSeconds} s`],
    ["All", `${outcome.seconds} s`],
    ["In step", outcome.converged ? "yes" : "NO"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return `\n${table.join("\n")}\n\n${JSON.stringify(outcome)}\n`;
}
