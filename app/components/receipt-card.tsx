import { BlockStack, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Receipt, ReceiptLine } from "#app/core/stock.ts";
import { Ago } from "./ago.tsx";
import { useFormat } from "./format.ts";
import { SidesTable, type Sides } from "./sides-table.tsx";
import { VerdictBadge } from "./verdict.tsx";
import { verdictSentence, type SkuValue } from "./verdict-sentence.ts";

export interface LocationValue extends SkuValue, Sides {
  key: string;
  place: string;
  location: string;
  receipt: Receipt | null;
  observedAt: string | null;
}

/** One location of a SKU: the verdict as a sentence, the arithmetic as a receipt, and both sides with their times. */
export function ReceiptCard({ value }: { value: LocationValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {value.location}
            </Text>
            <VerdictBadge verdict={value.verdict} />
          </InlineStack>
          <Text as="p">{verdictSentence(value, t, format)}</Text>
        </BlockStack>
        {value.receipt ? (
          <ReceiptLines receipt={value.receipt} observed={value.observed} observedAt={value.observedAt} />
        ) : null}
        <SidesTable sides={value} location={value.location} />
      </BlockStack>
    </Card>
  );
}

interface LinesProps {
  receipt: Receipt;
  observed: number | null;
  observedAt: string | null;
}

function ReceiptLines({ receipt, observed, observedAt }: LinesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="150">
      {receipt.lines.map((line, index) => (
        <Line key={index} label={labelOf(line, t)} figure={figureOf(line, format)} note={noteOf(line, t)} />
      ))}
      <Divider />
      <Line label={t("receipt.shouldShow")} figure={format.number(receipt.result)} strong />
      <Line
        label={t("receipt.shows")}
        figure={observed === null ? t("receipt.notStocked") : format.number(observed)}
        note={
          observedAt ? (
            <>
              {t("receipt.seen")} <Ago at={observedAt} />
            </>
          ) : null
        }
        strong
      />
    </BlockStack>
  );
}

function Line(props: { label: string; figure: string; note?: ReactNode; strong?: boolean }) {
  const weight = props.strong ? "semibold" : "regular";
  return (
    <InlineStack align="space-between" blockAlign="start" gap="400" wrap={false}>
      <BlockStack>
        <Text as="span" fontWeight={weight}>
          {props.label}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {props.note}
        </Text>
      </BlockStack>
      <Text as="span" alignment="end" numeric fontWeight={weight}>
        {props.figure}
      </Text>
    </InlineStack>
  );
}

type Translate = ReturnType<typeof useTranslation>["t"];

function labelOf(line: ReceiptLine, t: Translate): string {
  switch (line.kind) {
    case "free":
      return t("receipt.free", { warehouse: line.warehouse });
    case "unit":
      return t("receipt.unit", { count: line.unit });
    case "buffer":
      return t(`receipt.buffer.${line.scope}`, { subject: line.subject });
    case "unbooked":
      return t("receipt.unbooked");
    case "floor":
      return t("receipt.floor");
    case "stop-selling":
      return t("receipt.stopSelling");
    case "committed":
      return t("receipt.committed");
  }
}

function figureOf(line: ReceiptLine, format: ReturnType<typeof useFormat>): string {
  switch (line.kind) {
    case "free":
      return line.quantity === null ? "–" : format.number(line.quantity);
    case "unit":
      return format.number(line.pieces);
    case "stop-selling":
      return "0";
    default:
      return format.signed(line.quantity);
  }
}

function noteOf(line: ReceiptLine, t: Translate): ReactNode {
  switch (line.kind) {
    case "free":
      if (line.quantity === null) return t("receipt.notListed");
      return (
        <>
          {t("receipt.asOf")} <Ago at={line.asOf} />
          {line.origin ? `, ${line.origin}` : null}
        </>
      );
    case "unit":
      return line.remainder > 0 ? t("receipt.remainder", { count: line.remainder }) : null;
    case "unbooked":
      return t("receipt.orders", { count: line.orders.length, orders: line.orders.join(", ") });
    default:
      return null;
  }
}
