import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderProgress } from "#app/core/orders/progress/state.ts";
import { useFormat } from "../parts/format.ts";
import type { OrderChoice } from "./choice.ts";
import { progressInWords } from "../values/order-progress.ts";
import { ProgressBadge } from "./progress-badge.tsx";
import { SupportButton } from "../values/support-button.tsx";

interface Props {
  orderId: string;
  standing: OrderProgress;
  busy: string | null;
  onChoice: (choice: OrderChoice) => void;
}

/** The state of an order in a sentence, why it is so, and what cures it. */
export function OrderHeadline({ orderId, standing, busy, onChoice }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, cure, connectionId } = standing;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <ProgressBadge state={state} />
        </InlineStack>
        <div role="status">
          <Text as="h2" variant="headingLg">
            {progressInWords(standing, t, format)}
          </Text>
        </div>
        {cure ? <Text as="p">{t(`orderCure.text.${cure}`)}</Text> : null}
        <ButtonGroup>
          {cure === "retry" ? (
            <Button
              variant="primary"
              loading={busy === "retry"}
              onClick={() => onChoice({ intent: "retry" })}
            >
              {t("orders.tryAgain")}
            </Button>
          ) : null}
          {cure === "resume" && connectionId ? (
            <Button variant="primary" url={`/app/connections/${connectionId}`}>
              {t("orderCure.resume")}
            </Button>
          ) : null}
          {cure === "rules" && connectionId ? (
            <Button url={`/app/connections/${connectionId}/orders`}>{t("orderCure.rules")}</Button>
          ) : null}
          {cure === "shop" ? (
            <Button variant="primary" url={`shopify://admin/orders/${orderId}`} target="_top">
              {t("sku.inShopify")}
            </Button>
          ) : null}
          <SupportButton id={`order-${orderId}`} />
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}
