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
    ["Shop orders meanwhile", String(outcome.orders.placed)],
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
  return `\n${table.join("\n")}\n\n${story(outcome)}\n\n${JSON.stringify(outcome)}\n`;
}

/** What became of the orders, in words. */
function story({ orders, ordersDiffer }: Outcome): string {
  const { placed, inErp, cancelled, cancelledByErp, credited, shipments, parcels, delivered } = orders;
  const ended = `${cancelled} were cancelled (${cancelledByErp} by the ERP), ${credited} paid back in part or whole.`;
  return [
    `  ${placed} orders were placed. The ERP holds ${inErp}, each once; ${ended}`,
    `  ${shipments} shipments in ${parcels} parcels left the warehouses, ${delivered} were delivered.`,
    `  The shop's orders come to ${orders.shopTotal}, the ERP's to ${orders.erpTotal}.`,
    ordersDiffer === 0
      ? "  Every order, total, parcel and tracking number is the same on both sides."
      : `  ${ordersDiffer} ORDERS DIFFER.`,
  ].join("\n");
}
