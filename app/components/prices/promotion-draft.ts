import { z } from "zod";
import { text } from "../parts/posted.ts";

export const PROMOTION_SCOPES = ["shop", "tag", "vendor", "collection", "sku"] as const;
export type PromotionScope = (typeof PROMOTION_SCOPES)[number];

/** A price reduction while it is edited; numbers and times as typed. */
export interface PromotionDraft {
  name: string;
  scope: PromotionScope;
  subjects: { value: string; label: string }[];
  by: "percent" | "amount";
  percent: string;
  amount: string;
  /** "2026-11-27" and "08:00" in the shop's zone. */
  fromDate: string;
  fromTime: string;
  ends: boolean;
  untilDate: string;
  untilTime: string;
}

interface Stored {
  name: string;
  scope: PromotionScope;
  subjects: readonly { value: string; label: string }[];
  percent: string | null;
  amount: string | null;
  localFrom: string;
  localUntil: string | null;
}

export function promotionDraft(stored: Stored): PromotionDraft {
  const { name, scope, subjects, percent, amount, localFrom, localUntil } = stored;
  const [fromDate = "", fromTime = ""] = localFrom.split("T");
  const [untilDate = "", untilTime = ""] = (localUntil ?? "").split("T");
  return {
    name,
    scope,
    subjects: [...subjects],
    by: amount === null ? "percent" : "amount",
    percent: percent ?? "",
    amount: amount ?? "",
    fromDate,
    fromTime,
    ends: localUntil !== null,
    untilDate,
    untilTime,
  };
}

/** What a new one begins with: a share off everything that is chosen, from the next midnight on. */
export function newPromotionDraft(localFrom: string): PromotionDraft {
  const empty = { name: "", scope: "tag", subjects: [], percent: "20", amount: null } as const;
  return promotionDraft({ ...empty, localFrom, localUntil: null });
}

/** More are better named by a tag. */
const SUBJECTS_MAX = 500;
export const NAME_CHARS = 200;

/** The posted promotion; the server reads its times in the shop's zone. */
const promotionInput = z.object({
  name: text.max(NAME_CHARS),
  scope: z.enum(PROMOTION_SCOPES),
  subjects: z.array(text).max(SUBJECTS_MAX),
  percent: text.nullable(),
  amount: text.nullable(),
  from: text,
  until: text.nullable(),
});

/** `after`: where the page of the preview begins. */
export const promotionPost = z.object({
  intent: z.enum(["preview", "save"]),
  input: promotionInput,
  after: text,
});

export function toPromotionInput(draft: PromotionDraft): z.input<typeof promotionInput> {
  const { name, scope, subjects, by, percent, amount, fromDate, fromTime, ends, untilDate, untilTime } =
    draft;
  return {
    name,
    scope,
    subjects: subjects.map(({ value }) => value),
    percent: by === "percent" ? percent : null,
    amount: by === "amount" ? amount : null,
    from: `${fromDate}T${fromTime}`,
    until: ends ? `${untilDate}T${untilTime}` : null,
  };
}
