import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CatalogKind } from "#app/core/values/record-kind.ts";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";

export interface HoldSummary {
  record: CatalogKind;
  state: string;
  changes: number;
  zeroed: number;
  origin: string | null;
  connection: string | null;
  createdAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
}

/** What customers would notice, for a plan that still waits. */
export interface HoldEffect {
  products: number;
  lower: number;
  higher: number;
  largestFall: number | null;
  largestRise: number | null;
}

interface Props {
  hold: HoldSummary;
  effect: HoldEffect;
  busy: string | null;
  onApprove: () => void;
  onDiscard: () => void;
}

const DECIDED = ["approved", "partly", "discarded", "superseded"] as const;

/** What the plan would do to customers, and the decision about it. */
export function HoldHeader({ hold, effect, busy, onApprove, onDiscard }: Props) {
  const { t } = useTranslation();
  const { state, origin, connection, createdAt, decidedAt, decidedBy } = hold;
  const decided = DECIDED.find((one) => one === state);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {[connection, origin].filter(Boolean).join(" · ")} <Ago at={createdAt} />
        </Text>
        <Text as="p" variant="bodyLg">
          {useEffectSentence(hold, effect)}
        </Text>
        {decided ? (
          <InlineStack gap="200" blockAlign="center">
            <Badge tone={decided === "discarded" ? "attention" : "success"}>
              {t(`hold.decided.${decided}`)}
            </Badge>
            {decidedAt && decidedBy ? (
              <Text as="span" tone="subdued">
                {t("hold.decidedBy", { who: decidedBy })} <Ago at={decidedAt} />
              </Text>
            ) : null}
          </InlineStack>
        ) : (
          <InlineStack gap="300" blockAlign="center" align="space-between">
            <InlineStack gap="200">
              <Button
                variant="primary"
                onClick={onApprove}
                loading={busy === "approve-all"}
                disabled={busy !== null}
              >
                {t("hold.approveAll")}
              </Button>
              <Button onClick={onDiscard} loading={busy === "discard"} disabled={busy !== null}>
                {t("hold.discard")}
              </Button>
            </InlineStack>
            <Text as="span" tone="subdued">
              {t("hold.recorded")}
            </Text>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

/** What customers would see, in one or two sentences. */
function useEffectSentence({ record, changes, zeroed }: HoldSummary, effect: HoldEffect): string {
  const { t } = useTranslation();
  const format = useFormat();
  switch (record) {
    case "stock":
      return zeroed > 0
        ? t("hold.customersZero", { count: zeroed })
        : t("hold.customers", { count: changes });
    case "content":
      return t("hold.customersContent", { count: effect.products });
    case "price": {
      const fall = effect.largestFall === null ? null : format.share(-effect.largestFall, 1);
      const rise = effect.largestRise === null ? null : format.share(effect.largestRise, 1);
      const parts = [
        ...(fall === null ? [] : [t("hold.customersLower", { count: effect.lower, most: fall })]),
        ...(rise === null ? [] : [t("hold.customersHigher", { count: effect.higher, most: rise })]),
      ];
      return parts.length === 0
        ? t("hold.customersPrices", { count: changes })
        : t("hold.customersMoves", { moves: parts.join(" ") });
    }
  }
}
