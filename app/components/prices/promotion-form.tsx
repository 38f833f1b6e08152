import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  InlineStack,
  Select,
  Tag,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { errorProp } from "../parts/field-problem.ts";
import { NAME_CHARS, PROMOTION_SCOPES, type PromotionDraft, type PromotionScope } from "./promotion-draft.ts";
import { useShopFacts } from "../parts/shop-facts.tsx";
import { SubjectPicker, type SubjectScope } from "../settings/subject-picker.tsx";

export type PromotionProblem =
  "name" | "subjects" | "percent" | "amount" | "from" | "until" | "untilBeforeFrom" | "untilPast";

interface Props {
  draft: PromotionDraft;
  /** What the server found wrong with the draft as it was last looked at. */
  problems: readonly PromotionProblem[];
  disabled: boolean;
  onChange: (draft: PromotionDraft) => void;
}

/** The products to reduce, by how much, and when. */
export function PromotionForm({ draft, problems, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const { currency } = useShopFacts();
  const set = (part: Partial<PromotionDraft>) => onChange({ ...draft, ...part });
  const error = (...names: PromotionProblem[]) => {
    const found = names.find((name) => problems.includes(name));
    return errorProp(found ? t(`promotion.problem.${found}`) : undefined);
  };
  return (
    <BlockStack gap="400">
      <Card>
        <FormLayout>
          <TextField
            label={t("promotion.name")}
            helpText={t("promotion.nameHelp")}
            value={draft.name}
            onChange={(name) => set({ name })}
            maxLength={NAME_CHARS}
            autoComplete="off"
            disabled={disabled}
            {...error("name")}
          />
          <Select
            label={t("promotion.products")}
            options={PROMOTION_SCOPES.map((scope) => ({
              label: t(`promotion.scope.${scope}`),
              value: scope,
            }))}
            value={draft.scope}
            disabled={disabled}
            onChange={(chosen) =>
              set({ scope: PROMOTION_SCOPES.find((scope) => scope === chosen) ?? "sku", subjects: [] })
            }
          />
          {draft.scope === "shop" ? null : (
            <Subjects draft={draft} scope={draft.scope} disabled={disabled} error={error} onChange={set} />
          )}
          <ChoiceList
            title={t("promotion.by")}
            choices={[
              { label: t("promotion.byPercent"), value: "percent" },
              { label: t("promotion.byAmount"), value: "amount" },
            ]}
            selected={[draft.by]}
            disabled={disabled}
            onChange={([chosen]) => set({ by: chosen === "amount" ? "amount" : "percent" })}
          />
          <TextField
            label={t(draft.by === "percent" ? "promotion.percent" : "promotion.amount")}
            suffix={draft.by === "percent" ? "%" : currency}
            inputMode="decimal"
            value={draft.by === "percent" ? draft.percent : draft.amount}
            onChange={(text) => set({ [draft.by]: text })}
            autoComplete="off"
            disabled={disabled}
            {...error(draft.by)}
          />
        </FormLayout>
      </Card>
      <Times draft={draft} disabled={disabled} error={error} onChange={set} />
    </BlockStack>
  );
}

interface PartProps {
  draft: PromotionDraft;
  disabled: boolean;
  error: (...names: PromotionProblem[]) => { error?: string };
  onChange: (part: Partial<PromotionDraft>) => void;
}

function Subjects({ draft, scope, disabled, error, onChange }: PartProps & { scope: SubjectScope }) {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  const add = (value: string, label: string) => {
    if (value === "" || draft.subjects.some((subject) => subject.value === value)) return;
    onChange({ subjects: [...draft.subjects, { value, label }] });
    setRound(round + 1);
  };
  return (
    <BlockStack gap="200">
      {disabled ? null : (
        <SubjectPicker
          key={`${scope} ${round}`}
          scope={scope}
          label={t(`promotion.find.${scope}`)}
          value=""
          name={null}
          error={error("subjects").error}
          pickOnly
          onChange={add}
        />
      )}
      <InlineStack gap="200">
        {draft.subjects.map(({ value, label }) => (
          <Tag
            key={value}
            disabled={disabled}
            onRemove={() =>
              onChange({ subjects: draft.subjects.filter((subject) => subject.value !== value) })
            }
          >
            {label}
          </Tag>
        ))}
      </InlineStack>
    </BlockStack>
  );
}

function Times({ draft, disabled, error, onChange }: PartProps) {
  const { t } = useTranslation();
  const { timeZone } = useShopFacts();
  const field = (name: "fromDate" | "fromTime" | "untilDate" | "untilTime", type: "date" | "time") => ({
    label: t(`promotion.${name}`),
    type,
    value: draft[name],
    onChange: (value: string) => onChange({ [name]: value }),
    autoComplete: "off",
    disabled,
  });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("promotion.when")}
        </Text>
        <Text as="p" tone="subdued">
          {t("promotion.zone", { zone: timeZone.replaceAll("_", " ") })}
        </Text>
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField {...field("fromDate", "date")} {...error("from")} />
            <TextField {...field("fromTime", "time")} />
          </FormLayout.Group>
          <Checkbox
            label={t("promotion.ends")}
            helpText={t("promotion.endsHelp")}
            checked={draft.ends}
            disabled={disabled}
            onChange={(ends) =>
              onChange({
                ends,
                untilDate: draft.untilDate || draft.fromDate,
                untilTime: draft.untilTime || "23:59",
              })
            }
          />
          {draft.ends ? (
            <FormLayout.Group condensed>
              <TextField
                {...field("untilDate", "date")}
                {...error("until", "untilBeforeFrom", "untilPast")}
              />
              <TextField {...field("untilTime", "time")} />
            </FormLayout.Group>
          ) : null}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

/** What a promotion is about, in words. */
export function scopeInWords(
  { scope, subjects }: { scope: PromotionScope; subjects: readonly { label: string }[] },
  t: TFunction,
): string {
  if (scope === "shop") return t("promotion.scope.shop");
  return t(`promotion.about.${scope}`, {
    count: subjects.length,
    names: subjects
      .slice(0, 3)
      .map(({ label }) => label)
      .join(", "),
  });
}
