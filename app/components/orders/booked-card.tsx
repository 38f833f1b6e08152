import { Banner, BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";

const MINUTE = 60_000;
const AFTER = [5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE, 24 * 60 * MINUTE];

interface Props {
  bookedAfterMs: number | null;
  hasFile: boolean;
  onChange: (ms: number | null) => void;
}

/** How Concord knows that the source has booked an order, and so no longer subtracts it. */
export function BookedCard({ bookedAfterMs, hasFile, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const times = [...new Set([...AFTER, ...(bookedAfterMs === null ? [] : [bookedAfterMs])])].sort(
    (a, b) => a - b,
  );
  const options = [
    { label: t("booked.byFile"), value: "" },
    ...times.map((ms) => ({
      label: t("booked.after", { interval: format.duration(ms, "long") }),
      value: String(ms),
    })),
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("booked.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("booked.text")}
        </Text>
        {!hasFile && bookedAfterMs === null ? <Banner tone="warning">{t("booked.noFile")}</Banner> : null}
        <Select
          label={t("booked.label")}
          options={options}
          value={bookedAfterMs === null ? "" : String(bookedAfterMs)}
          onChange={(ms) => onChange(ms === "" ? null : Number(ms))}
        />
      </BlockStack>
    </Card>
  );
}
