import { BlockStack, Button, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";

export interface LinkCounts {
  proposed: number;
  bySku: number;
  byBarcode: number;
  byCase: number;
  ambiguous: number;
  missing: number;
  confirmed: number;
  ignored: number;
}

interface Props {
  counts: LinkCounts;
  busy: boolean;
  onConfirm: (matchedBy: "sku" | "barcode" | "case") => void;
}

/** What the proposals are based on; each way of matching is confirmed separately. */
export function LinkProposals({ counts, busy, onConfirm }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const ways = [
    { way: "sku", count: counts.bySku, primary: true },
    { way: "barcode", count: counts.byBarcode, primary: false },
    { way: "case", count: counts.byCase, primary: false },
  ] as const;
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
      {ways.map(({ way, count, primary }) => (
        <Card key={way}>
          <BlockStack gap="200" inlineAlign="start">
            <Text as="h2" variant="headingSm">
              {t(`links.way.${way}`)}
            </Text>
            <Text as="p" variant="headingLg" numeric>
              {format.number(count)}
            </Text>
            <Text as="p" tone="subdued">
              {t(`links.wayText.${way}`)}
            </Text>
            <Button
              variant={primary && count > 0 ? "primary" : "secondary"}
              disabled={count === 0}
              loading={busy}
              onClick={() => onConfirm(way)}
              accessibilityLabel={t("links.confirmWayLabel", { way: t(`links.way.${way}`), count })}
            >
              {t("links.confirmWay", { count })}
            </Button>
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}
