import { handValue, type HandProblem } from "#app/core/values/hand-value.ts";
import { authorityPolicy } from "#app/core/values/policy.ts";
import {
  markFieldDirty,
  openConflicts,
  pastChoices,
  type RuledRow,
} from "#app/store/conflicts/rules.server.ts";
import { listPolicies, savePolicy } from "#app/store/shops/policies.server.ts";
import {
  findUndoable,
  markUndone,
  pinShopValue,
  reopen,
  saveAssignee,
  saveNote,
  saveResolutions,
  type ByHand,
  type RowKey,
  type SeenRow,
} from "#app/store/conflicts/resolutions.server.ts";
import { cleanHtml } from "../decide/clean-html.server.ts";
import { undoChanges } from "./repair.server.ts";

export type Choice =
  { take: "source" } | { take: "shop" } | { take: "value"; value: string } | { take: "ignore" };

export interface Resolved {
  decided: (RowKey & { event: string })[];
  /** One of the sides is no longer what the person saw, or somebody else decided. */
  moved: RowKey[];
  refused: (RowKey & { problem: HandProblem })[];
}

/** Resolves conflicts by a person's choice. Writes nothing to the shop: the values are owed a decision. */
export async function resolve(
  shop: string,
  rows: readonly SeenRow[],
  choice: Choice,
  by: ByHand,
): Promise<Resolved> {
  const unique = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
  const wanted = unique.map((row) => ({ row, wish: wantedValue(row, choice) }));
  const refused = wanted.flatMap(({ row, wish }) =>
    wish.ok ? [] : [{ ...bare(row), problem: wish.problem }],
  );
  const accepted = wanted.flatMap(({ row, wish }) => (wish.ok ? [{ ...row, value: wish.value }] : []));
  const decided = accepted.length === 0 ? [] : await saveResolutions(shop, accepted, choice.take, by);
  const done = new Set(decided.map(keyOf));
  const moved = accepted.filter((row) => !done.has(keyOf(row))).map(bare);
  return { decided, moved, refused };
}

function wantedValue(row: SeenRow, choice: Choice) {
  if (choice.take !== "value") return { ok: true, value: null } as const;
  const typed = row.place.startsWith("description") ? cleanHtml(choice.value) : choice.value;
  return handValue({ ...row, like: row.desired === "" ? row.observed : row.desired }, typed);
}

/**
 * Takes decisions back: a value not written yet is a conflict again, a written one is restored until the
 * source moves. A decision that a later one has replaced, or whose source has moved, cannot be taken back.
 */
export async function undoResolutions(
  shop: string,
  eventIds: readonly string[],
  who: string,
): Promise<{ reopened: number; writtenBack: number; moved: number }> {
  const found = await findUndoable(shop, eventIds);
  const written = found.filter(({ changes, writing }) => changes.length > 0 || writing);
  const open = found.filter((row) => !written.includes(row) && row.still);
  const writing = written.filter((row) => row.writing).map(({ id }) => id);
  if (open.length > 0)
    await reopen(
      shop,
      open.map(({ id }) => id),
    );
  if (writing.length > 0) await pinShopValue(shop, writing, who);
  if (written.length > 0)
    await undoChanges(
      shop,
      written.flatMap(({ changes }) => changes),
      who,
    );
  const undone = [...open, ...written].map(({ id }) => id);
  if (undone.length > 0) await markUndone(shop, undone, who);
  return {
    reopened: open.length,
    writtenBack: written.length,
    moved: eventIds.length - undone.length,
  };
}

/** Assigns these conflicts to a person; null: anybody. */
export async function assign(
  shop: string,
  rows: readonly RowKey[],
  assignee: string | null,
  who: string,
): Promise<number> {
  return saveAssignee(shop, rows, assignee, who);
}

/** Saves a note with a value; an empty text removes it. */
export async function note(shop: string, row: RowKey, text: string, who: string): Promise<number> {
  return saveNote(shop, row, text.trim() === "" ? null : text.trim(), who);
}

export interface Rule {
  /** core/content/fields.ts authorityField */
  field: string;
  scope: "shop" | "sku" | "tag" | "vendor" | "collection";
  subject: string;
  authority: "source" | "shop" | "ask" | "off";
}

/** How a rule would have decided past conflicts, and how many open ones it would end. */
export async function previewRule(
  shop: string,
  rule: Rule,
): Promise<{ alike: number; otherwise: number; settles: number }> {
  const [stored, past, open] = await Promise.all([
    listPolicies(shop),
    pastChoices(shop, rule.field),
    openConflicts(shop, rule.field),
  ]);
  const ruleName = `authority:${rule.field}`;
  const others = stored.filter(
    ({ rule: name, scope, subject }) => name !== ruleName || scope !== rule.scope || subject !== rule.subject,
  );
  const { scope, subject, authority } = rule;
  const policy = authorityPolicy([...others, { rule: ruleName, scope, subject, value: authority }]);
  const covered = past.filter((row) => isIn(rule, row));
  const alike = covered.filter(({ choice }) => LIKE[authority].includes(choice)).length;
  const settled = open.filter((row) => isIn(rule, row) && policy.of(rule.field, row).authority !== "ask");
  return { alike, otherwise: covered.length - alike, settles: settled.length };
}

/** The choices of a person that have the same effect. */
const LIKE: Record<Rule["authority"], readonly string[]> = {
  source: ["source"],
  shop: ["shop"],
  off: ["shop", "ignore"],
  ask: [],
};

function isIn({ scope, subject }: Rule, row: RuledRow): boolean {
  switch (scope) {
    case "shop":
      return true;
    case "sku":
      return row.sku === subject;
    case "tag":
      return row.tags.includes(subject);
    case "vendor":
      return row.vendor === subject;
    case "collection":
      return row.collections.includes(subject);
  }
}

/** Lets a rule decide from now on, including the conflicts that are open. */
export async function saveRule(shop: string, rule: Rule, who: string): Promise<void> {
  const { field, scope, subject, authority } = rule;
  await savePolicy(shop, { rule: `authority:${field}`, scope, subject, value: authority }, who);
  await markFieldDirty(shop, field);
}

function bare({ kind, subject, place }: RowKey): RowKey {
  return { kind, subject, place };
}

function keyOf({ kind, subject, place }: RowKey): string {
  return `${kind} ${subject} ${place}`;
}
