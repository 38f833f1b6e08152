import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Ago } from "./ago.tsx";

export interface HoldSummary {
  state: string;
  changes: number;
  zeroed: number;
  origin: string | null;
  connection: string | null;
  createdAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
}

interface Props {
  hold: HoldSummary;
  busy: string | null;
  onApprove: () => void;
  onDiscard: () => void;
}

const DECIDED = ["approved", "partly", "discarded", "superseded"] as const;

/** What the plan would do to customers, and the decision about it. */
export function HoldHeader({ hold, busy, onApprove, onDiscard }: Props) {
  const { t } = useTranslation();
  const { state, changes, zeroed, origin, connection, createdAt, decidedAt, decidedBy } = hold;
  const decided = DECIDED.find((one) => one === state);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {[connection, origin].filter(Boolean).join(" · ")} <Ago at={createdAt} />
        </Text>
        <Text as="p" variant="bodyLg">
          {zeroed > 0 ? t("hold.customersZero", { count: zeroed }) : t("hold.customers", { count: changes })}
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
