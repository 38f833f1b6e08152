import { z } from "zod";
import { authorityPolicy, type PolicyRow } from "#app/core/values/policy.ts";
import { isDecimal } from "#app/core/money.ts";
import { DEFAULT_ORDER_ALERTS } from "#app/core/orders/progress/alerts.ts";
import { DEFAULT_PRICE_RULES, parsePriceRules, type PriceRules } from "#app/core/prices/rules.ts";
import { orderAlertsDraft, orderAlertsForm, readOrderAlertsDraft } from "../orders/alerts-draft.ts";
import { text } from "../parts/posted.ts";

export const AUTHORITIES = ["source", "shop", "ask", "off"] as const;
export type AuthorityChoice = (typeof AUTHORITIES)[number];

export const EXCEPTION_SCOPES = ["sku", "tag", "vendor", "collection"] as const;

const exceptionForm = z.object({
  field: text,
  scope: z.enum(EXCEPTION_SCOPES),
  subject: text,
  authority: z.enum(AUTHORITIES),
});

export type ExceptionDraft = z.output<typeof exceptionForm>;

/** The rules of prices as typed; shares are percents. */
const priceRulesForm = z.object({
  rounding: z.enum(["none", "step", "ending"]),
  step: text,
  ending: text,
  direction: z.enum(["nearest", "up", "down"]),
  tax: z.enum(["unsaid", "in", "out"]),
  taxRate: text,
  marginMin: text,
});

export type PriceRulesDraft = z.output<typeof priceRulesForm>;

/** What the settings page edits beside stock. */
export const ruleForm = z.object({
  /** For the whole shop, by field; a field that is absent follows its default. */
  authority: z.record(text, z.enum(AUTHORITIES)),
  exceptions: z.array(exceptionForm),
  prices: priceRulesForm,
  discontinued: z.enum(["archive", "stop-selling", "leave"]),
  createProducts: z.object({ on: z.boolean(), grouped: z.boolean() }),
  alerts: orderAlertsForm,
});

export type RuleDraft = z.output<typeof ruleForm>;

const NOBODY = { sku: null, tags: [], vendor: null, collections: [] };

/** Who decides about a field where nobody has said anything. */
export function defaultAuthority(field: string): AuthorityChoice {
  return authorityPolicy([]).of(field, NOBODY).authority;
}

const AUTHORITY = "authority:";

/** Stored rules as the page edits them. */
export function ruleDraft(policies: readonly PolicyRow[]): RuleDraft {
  const authority: RuleDraft["authority"] = {};
  const exceptions: ExceptionDraft[] = [];
  for (const { rule, scope, subject, value } of policies) {
    if (!rule.startsWith(AUTHORITY)) continue;
    const chosen = AUTHORITIES.find((known) => known === value);
    const field = rule.slice(AUTHORITY.length);
    const exception = EXCEPTION_SCOPES.find((known) => known === scope);
    if (chosen && scope === "shop") authority[field] = chosen;
    else if (chosen && exception) exceptions.push({ field, scope: exception, subject, authority: chosen });
  }
  const ofShop = (name: string) =>
    policies.find(({ rule, scope }) => rule === name && scope === "shop")?.value;
  const discontinued = ofShop("discontinued");
  const created = ofShop("create-products") as { on?: unknown; grouped?: unknown } | undefined;
  return {
    authority,
    exceptions,
    prices: priceRulesDraft(parsePriceRules(ofShop("price-rules"))),
    discontinued: discontinued === "archive" || discontinued === "stop-selling" ? discontinued : "leave",
    createProducts: { on: created?.on === true, grouped: created?.grouped !== false },
    alerts: orderAlertsDraft(ofShop("order-alerts")),
  };
}

function priceRulesDraft({ rounding, sourceTaxIncluded, taxRate, marginMin }: PriceRules): PriceRulesDraft {
  return {
    rounding: rounding.kind,
    step: rounding.kind === "step" ? rounding.step : "0.05",
    ending: rounding.kind === "ending" ? rounding.ending : "0.99",
    direction: rounding.kind === "none" ? "nearest" : rounding.direction,
    tax: sourceTaxIncluded === null ? "unsaid" : sourceTaxIncluded ? "in" : "out",
    taxRate: taxRate === null ? "" : toPercent(taxRate),
    marginMin: marginMin === null ? "" : toPercent(marginMin),
  };
}

/** The rules of prices that a draft makes, or null while a field holds no number. */
export function readPriceRules(draft: PriceRulesDraft): PriceRules | null {
  if (Object.values(priceRuleProblems(draft)).some(Boolean)) return null;
  const { rounding, step, ending, direction, tax, taxRate, marginMin } = draft;
  return {
    rounding:
      rounding === "none"
        ? { kind: "none" }
        : rounding === "step"
          ? { kind: "step", step: tidy(step), direction }
          : { kind: "ending", ending: tidy(ending), direction },
    sourceTaxIncluded: tax === "unsaid" ? null : tax === "in",
    taxRate: taxRate.trim() === "" ? null : toShare(taxRate),
    marginMin: marginMin.trim() === "" ? null : toShare(marginMin),
  };
}

/** Which fields of the rules hold no usable number. */
export function priceRuleProblems(draft: PriceRulesDraft) {
  const { rounding, step, ending, taxRate, marginMin } = draft;
  return {
    step: rounding === "step" && !(isDecimal(tidy(step)) && Number(tidy(step)) > 0),
    ending: rounding === "ending" && !(isDecimal(tidy(ending)) && Number(tidy(ending)) >= 0),
    taxRate: taxRate.trim() !== "" && !isShare(taxRate),
    marginMin: marginMin.trim() !== "" && !isShare(marginMin),
  };
}

/** The rules to store for a draft; a default choice needs none. Null while a field is wrong. */
export function rulePolicies(draft: RuleDraft): (PolicyRow & { value: string | object })[] | null {
  const prices = readPriceRules(draft.prices);
  const alerts = readOrderAlertsDraft(draft.alerts);
  if (!prices || !alerts || draft.exceptions.some((exception) => exceptionProblem(exception, draft) !== null))
    return null;
  const ofShop = (rule: string, value: string | object) => ({ rule, scope: "shop", subject: "", value });
  return [
    ...Object.entries(draft.authority)
      .filter(([field, chosen]) => chosen !== defaultAuthority(field))
      .map(([field, chosen]) => ofShop(`${AUTHORITY}${field}`, chosen)),
    ...draft.exceptions.map(({ field, scope, subject, authority }) => {
      return { rule: `${AUTHORITY}${field}`, scope, subject: subject.trim(), value: authority };
    }),
    ...(JSON.stringify(prices) === JSON.stringify(DEFAULT_PRICE_RULES)
      ? []
      : [ofShop("price-rules", prices)]),
    ...(draft.discontinued === "leave" ? [] : [ofShop("discontinued", draft.discontinued)]),
    ...(draft.createProducts.on ? [ofShop("create-products", draft.createProducts)] : []),
    ...(JSON.stringify(alerts) === JSON.stringify(DEFAULT_ORDER_ALERTS)
      ? []
      : [ofShop("order-alerts", alerts)]),
  ];
}

/** Why an exception cannot be saved, or null where it can. */
export function exceptionProblem(
  { field, scope, subject }: ExceptionDraft,
  { exceptions }: RuleDraft,
): "subject" | "twice" | null {
  if (subject.trim() === "") return "subject";
  const same = exceptions.filter(
    (other) => other.field === field && other.scope === scope && other.subject.trim() === subject.trim(),
  );
  return same.length > 1 ? "twice" : null;
}

/** A decimal as people type it: a comma is as good as a point. */
function tidy(text: string): string {
  return text.trim().replace(",", ".");
}

const SHARE_CHARS = 20;

function isShare(percent: string): boolean {
  return (
    tidy(percent).length <= SHARE_CHARS &&
    isDecimal(tidy(percent)) &&
    Number(tidy(percent)) >= 0 &&
    Number(tidy(percent)) <= 1_000
  );
}

/** "25" percent as "0.25", by moving the point: a float would turn 7 into 0.07000000000000001. */
function toShare(percent: string): string {
  const [whole = "0", fraction = ""] = tidy(percent).split(".");
  const digits = whole.padStart(3, "0");
  const share = `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
  return share.replace(/^0+(?=\d)/, "").replace(/\.?0+$/, "") || "0";
}

function toPercent(share: string): string {
  const [whole = "0", fraction = ""] = share.split(".");
  const digits = fraction.padEnd(2, "0");
  const percent = `${whole}${digits.slice(0, 2)}.${digits.slice(2)}`;
  return percent.replace(/^0+(?=\d)/, "").replace(/\.0*$/, "");
}
