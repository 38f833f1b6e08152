import { parseGuards } from "#app/core/plan.ts";
import type { Basis } from "#app/core/stock.ts";
import { db } from "#app/store/database.server.ts";
import { readLocations } from "./shop.server.ts";

/** The merchant's rules as the settings page edits them. */
export async function readSettings(shop: string) {
  const [row, policies, locations] = await Promise.all([
    db().shop.findUnique({ where: { shop }, select: { basis: true, guards: true } }),
    db().policy.findMany({
      where: { shop },
      orderBy: [{ rule: "asc" }, { scope: "asc" }, { subject: "asc" }],
    }),
    readLocations(shop),
  ]);
  return {
    basis: (row?.basis ?? "available") as Basis,
    guards: parseGuards(row?.guards),
    locations,
    buffers: policies
      .filter(({ rule }) => rule === "buffer")
      .map(({ scope, subject, value, updatedAt, updatedBy }) => {
        return { scope, subject, value: Number(value), updatedAt: updatedAt.toISOString(), updatedBy };
      }),
    stopped: policies
      .filter(({ rule, value }) => rule === "stop-selling" && value === true)
      .map(({ subject, updatedAt, updatedBy }) => {
        return { sku: subject, updatedAt: updatedAt.toISOString(), updatedBy };
      }),
  };
}
