import { BlockStack, Box, Card, FormLayout, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { blockedReason } from "#app/core/values/blocked.ts";
import { isDecimal } from "#app/core/money.ts";
import { desiredPrice } from "#app/core/prices/price.ts";
import { errorProp } from "../parts/field-problem.ts";
import { useFormat } from "../parts/format.ts";
import { priceLines } from "../values/price-lines.tsx";
import { priceRuleProblems, readPriceRules, type PriceRulesDraft } from "../settings/rule-draft.ts";
import { useNow } from "../parts/shop-facts.tsx";

/** A price as the source gives it, to show what the rules make of one. */
export interface ExamplePrice {
  sku: string;
  amount: string;
  cost: string | null;
  taxIncluded: boolean | null;
  taxRate: string | null;
  currency: string;
}

interface Props {
  draft: PriceRulesDraft;
  example: ExamplePrice;
  /** Prices in the shop include tax. */
  taxesIncluded: boolean;
  onChange: (draft: PriceRulesDraft) => void;
}

const ROUNDINGS = ["none", "step", "ending"] as const;
const DIRECTIONS = ["nearest", "up", "down"] as const;
const TAXES = ["unsaid", "in", "out"] as const;

/** Rounding, tax and least margin, with what they make of one price. */
export function PriceRulesCard({ draft, example, taxesIncluded, onChange }: Props) {
  const { t } = useTranslation();
  const problems = priceRuleProblems(draft);
  const set = (part: Partial<PriceRulesDraft>) => onChange({ ...draft, ...part });
  const number = (name: "step" | "ending" | "taxRate" | "marginMin") => ({
    label: t(`priceRules.${name}`),
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
    autoComplete: "off",
    inputMode: "decimal" as const,
    ...errorProp(problems[name] ? t("priceRules.number") : undefined),
  });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("priceRules.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t(taxesIncluded ? "priceRules.shopWithTax" : "priceRules.shopWithoutTax")}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          <FormLayout>
            <Select
              label={t("priceRules.rounding")}
              options={ROUNDINGS.map((one) => ({ label: t(`priceRules.roundings.${one}`), value: one }))}
              value={draft.rounding}
              onChange={(chosen) => set({ rounding: ROUNDINGS.find((one) => one === chosen) ?? "none" })}
            />
            {draft.rounding === "none" ? null : (
              <FormLayout.Group condensed>
                <TextField {...number(draft.rounding)} />
                <Select
                  label={t("priceRules.direction")}
                  options={DIRECTIONS.map((one) => ({
                    label: t(`priceRules.directions.${one}`),
                    value: one,
                  }))}
                  value={draft.direction}
                  onChange={(chosen) =>
                    set({ direction: DIRECTIONS.find((one) => one === chosen) ?? "nearest" })
                  }
                />
              </FormLayout.Group>
            )}
            <FormLayout.Group condensed>
              <Select
                label={t("priceRules.tax")}
                helpText={t("priceRules.taxHelp")}
                options={TAXES.map((one) => ({ label: t(`priceRules.taxes.${one}`), value: one }))}
                value={draft.tax}
                onChange={(chosen) => set({ tax: TAXES.find((one) => one === chosen) ?? "unsaid" })}
              />
              <TextField {...number("taxRate")} suffix="%" />
            </FormLayout.Group>
            <TextField {...number("marginMin")} suffix="%" helpText={t("priceRules.marginHelp")} />
          </FormLayout>
          <Example draft={draft} example={example} taxesIncluded={taxesIncluded} />
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

/** The receipt of one price under the rules as they are typed. */
function Example({ draft, example, taxesIncluded }: Omit<Props, "onChange">) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [typed, setTyped] = useState(example.amount);
  const amount = typed.trim().replace(",", ".");
  const rules = readPriceRules(draft);
  const found =
    rules && isDecimal(amount)
      ? desiredPrice({
          kind: "price",
          priceListId: null,
          minQuantity: 1,
          currency: example.currency,
          taxesIncluded,
          entries: [{ ...example, amount, ...ENTRY, asOf: new Date(now).toISOString() }],
          rates: [],
          rules,
          promotions: [],
          now,
        })
      : null;
  return (
    <Box background="bg-surface-secondary" padding="400" borderRadius="200">
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {example.sku === "" ? t("priceRules.example") : t("priceRules.exampleOf", { sku: example.sku })}
        </Text>
        <TextField
          label={t("priceRules.exampleAmount")}
          value={typed}
          onChange={setTyped}
          suffix={example.currency}
          autoComplete="off"
          inputMode="decimal"
        />
        {found?.receipt
          ? priceLines(found.receipt, t, format).map(({ label, figure }, index) => (
              <Line key={index} label={label} figure={figure} />
            ))
          : null}
        {found?.reason ? (
          <Text as="p" tone="critical">
            {t(`blocked.${blockedReason(found.reason)}`)}
          </Text>
        ) : null}
        {found?.value ? (
          <div role="status">
            <Line label={t("receipt.shouldShow")} figure={format.money(found.value)} strong />
          </div>
        ) : null}
        {found === null ? (
          <Text as="p" tone="subdued">
            {t("priceRules.exampleWaits")}
          </Text>
        ) : null}
      </BlockStack>
    </Box>
  );
}

const ENTRY = { list: "", compareAt: null, minQuantity: 1, from: null, until: null, origin: null };

function Line({ label, figure, strong = false }: { label: string; figure: string; strong?: boolean }) {
  const weight = strong ? "semibold" : "regular";
  return (
    <InlineGrid columns="1fr auto" gap="200">
      <Text as="span" fontWeight={weight}>
        {label}
      </Text>
      <Text as="span" numeric alignment="end" fontWeight={weight}>
        {figure}
      </Text>
    </InlineGrid>
  );
}
