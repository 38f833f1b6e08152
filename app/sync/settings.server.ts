import { parseGuards, type Guards } from "#app/core/plan.ts";
import { stockPolicy, type PolicyRow } from "#app/core/policy.ts";
import type { Basis, Buffer } from "#app/core/stock.ts";
import { loadStockAfter } from "#app/store/decisions.server.ts";
import { forgetObserved, markDirty } from "#app/store/observations.server.ts";
import { deletePolicy, listPolicies, savePolicy } from "#app/store/policies.server.ts";
import { askForSweep, getShop, updateShop } from "#app/store/shops.server.ts";
import { decideRow } from "./decide.server.ts";

/** Chooses the quantity that is read and written. What the shop shows of the other one has to be looked at first. */
export async function saveBasis(shop: string, basis: Basis): Promise<void> {
  if ((await getShop(shop)).basis === basis) return;
  await updateShop(shop, { basis });
  await forgetObserved(shop);
  await askForSweep(shop);
}

export async function saveGuards(shop: string, guards: Guards): Promise<void> {
  await updateShop(shop, { guards: { ...parseGuards(guards) } });
  await markDirty(shop, "all");
}

/** Keeps pieces back from sale for one SKU, tag or location, or for the whole shop (subject ""). */
export async function saveBuffer(
  shop: string,
  { scope, subject, value }: { scope: Buffer["scope"]; subject: string; value: number },
  who: string,
): Promise<void> {
  if (!Number.isInteger(value) || value < 0)
    throw new RangeError(`A buffer is a whole number from 0, not ${value}`);
  await savePolicy(shop, { rule: "buffer", scope, subject, value }, who);
  await markDirty(shop, "all");
}

export async function removeBuffer(shop: string, scope: Buffer["scope"], subject: string): Promise<void> {
  await deletePolicy(shop, "buffer", scope, subject);
  await markDirty(shop, "all");
}

/** Shows a SKU as sold out, whatever the source says, or sells it again. */
export async function stopSelling(shop: string, sku: string, on: boolean, who: string): Promise<void> {
  if (on) await savePolicy(shop, { rule: "stop-selling", scope: "sku", subject: sku, value: true }, who);
  else await deletePolicy(shop, "stop-selling", "sku", sku);
  await markDirty(shop, { sku });
}

export interface SettingsDraft {
  basis?: Basis;
  /** All buffers as they would be; absent: as they are. */
  buffers?: { scope: Buffer["scope"]; subject: string; value: number }[];
}

/** Saves what differs from what is stored of a whole page of rules. */
export async function saveSettings(
  shop: string,
  { basis, buffers, guards }: Required<SettingsDraft> & { guards: Guards },
  who: string,
): Promise<void> {
  await saveBasis(shop, basis);
  if (JSON.stringify((await getShop(shop)).guards) !== JSON.stringify(guards)) await saveGuards(shop, guards);
  const stored = (await listPolicies(shop)).filter(({ rule }) => rule === "buffer");
  const isSame = (a: { scope: string; subject: string }, b: { scope: string; subject: string }) =>
    a.scope === b.scope && a.subject === b.subject;
  for (const buffer of buffers) {
    const before = stored.find((row) => isSame(row, buffer));
    if (before?.value !== buffer.value) await saveBuffer(shop, buffer, who);
  }
  for (const { scope, subject } of stored.filter((row) => !buffers.some((buffer) => isSame(row, buffer)))) {
    await removeBuffer(shop, scope as Buffer["scope"], subject);
  }
}

const PREVIEW_CHUNK = 1_000;
/** A preview looks at this many values and says "at least" beyond. */
const PREVIEW_ROWS_MAX = 20_000;

/** Counts the values that would be decided differently under a draft of the rules, without saving anything. */
export async function previewSettings(
  shop: string,
  draft: SettingsDraft,
): Promise<{ changes: number; complete: boolean }> {
  const { basis } = await getShop(shop);
  const stored = await listPolicies(shop);
  const now = stockPolicy(stored);
  const then = stockPolicy(withBuffers(stored, draft.buffers));
  let changes = 0;
  let after = { subject: "", place: "" };
  for (let seen = 0; seen < PREVIEW_ROWS_MAX; seen += PREVIEW_CHUNK) {
    const rows = await loadStockAfter(shop, after, PREVIEW_CHUNK);
    for (const row of rows) {
      const before = decideRow(row, basis, now).desired;
      if (decideRow(row, draft.basis ?? basis, then).desired !== before) changes += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < PREVIEW_CHUNK) return { changes, complete: true };
    after = last;
  }
  return { changes, complete: false };
}

function withBuffers(stored: readonly PolicyRow[], buffers: SettingsDraft["buffers"]): PolicyRow[] {
  if (!buffers) return [...stored];
  return [
    ...stored.filter(({ rule }) => rule !== "buffer"),
    ...buffers.map((row) => ({ rule: "buffer", ...row })),
  ];
}
