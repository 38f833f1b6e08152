import { z } from "zod";
import type { Guards } from "#app/core/values/plan.ts";
import type { PolicyRow } from "#app/core/values/policy.ts";
import type { Basis } from "#app/core/values/receipt.ts";
import { text } from "../parts/posted.ts";
import { ruleDraft, ruleForm, rulePolicies } from "./rule-draft.ts";

export const BUFFER_SCOPES = ["shop", "location", "tag", "sku"] as const;

/** Numbers as typed. */
const bufferForm = z.object({ scope: z.enum(BUFFER_SCOPES), subject: text, value: text });

export type BufferDraft = z.output<typeof bufferForm>;

export const SHARES = ["changedShareMax", "zeroedShareMax", "absentShareMax", "priceMoveMax"] as const;

/** The settings page while it is edited, and what it posts; shares are whole percents, as typed. */
export const settingsForm = z.object({
  basis: z.enum(["available", "on_hand"]),
  buffers: z.array(bufferForm),
  guards: z.object({
    changedShareMax: text,
    zeroedShareMax: text,
    absentShareMax: text,
    priceMoveMax: text,
    rowsMin: text,
    alwaysAsk: z.boolean(),
  }),
  rules: ruleForm,
});

export type SettingsDraft = z.output<typeof settingsForm>;

interface Stored {
  basis: Basis;
  guards: Guards;
  buffers: readonly { scope: string; subject: string; value: number }[];
  policies: readonly PolicyRow[];
}

export function settingsDraft({ basis, guards, buffers, policies }: Stored): SettingsDraft {
  const percent = (share: number) => String(Math.round(share * 100));
  return {
    basis,
    buffers: buffers.map(({ scope, subject, value }) => {
      return {
        scope: BUFFER_SCOPES.find((known) => known === scope) ?? "sku",
        subject,
        value: String(value),
      };
    }),
    guards: {
      changedShareMax: percent(guards.changedShareMax),
      zeroedShareMax: percent(guards.zeroedShareMax),
      absentShareMax: percent(guards.absentShareMax),
      priceMoveMax: percent(guards.priceMoveMax),
      rowsMin: String(guards.rowsMin),
      alwaysAsk: guards.alwaysAsk,
    },
    rules: ruleDraft(policies),
  };
}

/** Whether two drafts say the same; buffers may be in another order than they were typed in. */
export function sameSettings(a: SettingsDraft, b: SettingsDraft): boolean {
  return inOrder(a) === inOrder(b);
}

function inOrder({ basis, buffers, guards, rules: others }: SettingsDraft): string {
  const rules = buffers.map(({ scope, subject, value }) =>
    JSON.stringify([scope, subject.trim(), Number(value)]),
  );
  const { exceptions, prices, ...rest } = others;
  const policies = rulePolicies(others)?.map((row) => JSON.stringify(row));
  // An incomplete draft has no rules yet, so the typed texts are compared instead.
  const said = policies ? policies.sort() : [exceptions, prices, rest];
  return JSON.stringify([basis, rules.sort(), guards, said]);
}

interface Rules {
  basis: Basis;
  guards: Guards;
  policies: (PolicyRow & { value: string | number | object })[];
}

/** The draft in numbers, or null while a field holds something else. */
export function readDraft(draft: SettingsDraft): Rules | null {
  const buffers = draft.buffers.map(({ scope, subject, value }) => ({
    scope,
    subject: subject.trim(),
    value: Number(value),
  }));
  const { changedShareMax, zeroedShareMax, absentShareMax, priceMoveMax, rowsMin, alwaysAsk } = draft.guards;
  const policies = rulePolicies(draft.rules);
  const wrong =
    draft.buffers.some((buffer) => bufferProblem(buffer) !== null) ||
    [changedShareMax, zeroedShareMax, absentShareMax, priceMoveMax].some((share) => !isPercent(share)) ||
    !isWhole(rowsMin);
  if (wrong || policies === null) return null;
  const share = (percent: string) => Number(percent) / 100;
  const guards: Guards = {
    changedShareMax: share(changedShareMax),
    zeroedShareMax: share(zeroedShareMax),
    absentShareMax: share(absentShareMax),
    priceMoveMax: share(priceMoveMax),
    rowsMin: Number(rowsMin),
    alwaysAsk,
  };
  const buffersAsRules = buffers.map((buffer) => ({ rule: "buffer", ...buffer }));
  return { basis: draft.basis, guards, policies: [...buffersAsRules, ...policies] };
}

export function bufferProblem({ scope, subject, value }: BufferDraft): "subject" | "value" | null {
  if (scope !== "shop" && subject.trim() === "") return "subject";
  return isWhole(value) ? null : "value";
}

export function isPercent(text: string): boolean {
  return isWhole(text) && Number(text) <= 100;
}

export function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text.trim());
}
