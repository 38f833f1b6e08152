import { Prisma, type Shop } from "@prisma/client";
import { parseGuards, type Guards } from "#app/core/values/plan.ts";
import type { Basis } from "#app/core/values/receipt.ts";
import { db } from "../database/database.server.ts";
import { TABLES_OF_SHOPS } from "./personal-data.server.ts";

export type ShopState = "active" | "reconnect" | "uninstalled";

export interface ShopRow extends Omit<Shop, "basis" | "guards" | "state"> {
  basis: Basis;
  guards: Guards;
  state: ShopState;
}

export async function findShop(shop: string): Promise<ShopRow | null> {
  const row = await db().shop.findUnique({ where: { shop } });
  return row && toShop(row);
}

/** Like `findShop`, for work that only exists because the shop does. */
export async function getShop(shop: string): Promise<ShopRow> {
  return toShop(await db().shop.findUniqueOrThrow({ where: { shop } }));
}

export async function saveShop(
  shop: string,
  fields: Partial<Pick<Shop, "name" | "currency" | "taxesIncluded" | "timeZone">>,
): Promise<void> {
  const active = { ...fields, state: "active", stateReason: null, uninstalledAt: null };
  await db().shop.upsert({ where: { shop }, create: { shop, ...active }, update: active });
}

export async function updateShop(shop: string, data: Prisma.ShopUpdateInput): Promise<void> {
  await db().shop.update({ where: { shop }, data });
}

export async function setShopState(shop: string, state: ShopState, stateReason: string | null) {
  const uninstalledAt = state === "uninstalled" ? new Date() : null;
  await db().shop.updateMany({ where: { shop }, data: { state, stateReason, uninstalledAt } });
}

/** Removes everything that is kept of a shop. */
export async function eraseShop(shop: string): Promise<void> {
  const deletions = TABLES_OF_SHOPS.map(
    (table) => db().$executeRaw`DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE shop = ${shop}`,
  );
  await db().$transaction(deletions);
}

function toShop(row: Shop): ShopRow {
  return {
    ...row,
    basis: row.basis as Basis,
    guards: parseGuards(row.guards),
    state: row.state as ShopState,
  };
}

/** Makes a sweep due now. */
export async function askForSweep(shop: string): Promise<void> {
  await db().shop.updateMany({ where: { shop }, data: { sweepDueAt: new Date() } });
}
