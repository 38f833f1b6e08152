import { Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Choice } from "./decisions.ts";

interface Props {
  count: number;
  onTake: (choice: Choice) => void;
  onAsk: (kind: "value" | "assign") => void;
  onClear: () => void;
}

/** One decision for all rows that are selected. */
export function BulkBar({ count, onTake, onAsk, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="300" blockAlign="center" align="space-between">
      <Text as="span" fontWeight="semibold">
        {t("conflicts.selected", { count })}
      </Text>
      <ButtonGroup>
        <Button size="slim" variant="primary" onClick={() => onTake({ take: "source" })}>
          {t("conflicts.bulk.source")}
        </Button>
        <Button size="slim" onClick={() => onTake({ take: "shop" })}>
          {t("conflicts.bulk.shop")}
        </Button>
        <Button size="slim" onClick={() => onAsk("value")}>
          {t("conflicts.do.value")}
        </Button>
        <Button size="slim" onClick={() => onTake({ take: "ignore" })}>
          {t("conflicts.bulk.ignore")}
        </Button>
        <Button size="slim" onClick={() => onAsk("assign")}>
          {t("conflicts.do.assign")}
        </Button>
        <Button size="slim" variant="tertiary" onClick={onClear}>
          {t("conflicts.clear")}
        </Button>
      </ButtonGroup>
    </InlineStack>
  );
}
