import { isOrderKind } from "#app/core/values/record-kind.ts";
import { BlockStack, EmptySearchResult, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";
import { differenceInWords } from "./difference.ts";
import { useFormat } from "../parts/format.ts";
import { Harm } from "./harm.tsx";
import { OrderCell } from "../orders/cell.tsx";
import { orderWhy } from "../values/order-words.ts";
import { ProductCell } from "../values/product-cell.tsx";
import { RowTable, type TablePages } from "../parts/row-table.tsx";
import { placeInWords, valueText, type NamedValue } from "../values/text.ts";
import { VerdictBadge } from "../values/verdict.tsx";
import { whyInWords, type Explained } from "../values/why.ts";

export interface DriftRow extends Explained, NamedValue {
  key: string;
  variantId: string | null;
  productId: string | null;
  /** Of an order, or of the one that a shipment belongs to. */
  orderId: string | null;
  sku: string | null;
  title: string;
  variantTitle: string;
  imageUrl: string | null;
  desired: string | null;
  observed: string | null;
  driftSince: string | null;
}

interface Props {
  rows: readonly DriftRow[];
  empty: ReactNode;
  loading: boolean;
  onRepair: (keys: readonly string[]) => void;
  pagination: TablePages;
}

/** Values that differ, one row each; on a phone each becomes a card. */
export function DriftTable({ rows, empty, loading, onRepair, pagination }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <RowTable
      rows={rows}
      named={{ singular: t("drift.value"), plural: t("drift.values") }}
      headings={[
        { title: t("drift.product") },
        { title: t("drift.which") },
        { title: t("drift.shouldShow"), alignment: "end" },
        { title: t("drift.shows"), alignment: "end" },
        { title: t("drift.difference"), alignment: "end" },
        { title: t("drift.why") },
        { title: t("drift.age") },
      ]}
      empty={empty ?? <EmptySearchResult title={t("drift.noMatch")} description={t("drift.noMatchText")} />}
      loading={loading}
      pagination={pagination}
      bulk={{ content: () => t("drift.repairNow"), onAction: onRepair }}
      labelOf={(row) => `${row.sku ?? row.title}, ${placeInWords(row, t, format)}`}
      cells={(row) => <DriftCells row={row} />}
      card={(row) => <DriftCard row={row} />}
    />
  );
}

function DriftCells({ row }: { row: DriftRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <IndexTable.Cell>
        <Subject row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: 180, whiteSpace: "normal" }}>{placeInWords(row, t, format)}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Figure row={row} text={row.desired} strong />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Figure row={row} text={row.observed} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Difference row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Why row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>{row.driftSince ? <Ago at={row.driftSince} /> : "–"}</IndexTable.Cell>
    </>
  );
}

function DriftCard({ row }: { row: DriftRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = (text: string | null) => valueText(row, text, t, format);
  const sides = { desired: figure(row.desired), observed: figure(row.observed) };
  return (
    <BlockStack gap="200">
      <Subject row={row} />
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" numeric fontWeight="semibold">
          {t("drift.inWords", sides)}
        </Text>
        <Text as="span" tone="subdued">
          {placeInWords(row, t, format)}
        </Text>
      </InlineStack>
      <Why row={row} />
      {row.driftSince ? (
        <Text as="span" variant="bodySm" tone="subdued">
          <Ago at={row.driftSince} />
        </Text>
      ) : null}
    </BlockStack>
  );
}

function Subject({ row }: { row: DriftRow }) {
  if (row.orderId === null) return <ProductCell product={row} />;
  return <OrderCell orderId={row.orderId} title={row.title} />;
}

function Figure({ row, text, strong = false }: { row: DriftRow; text: string | null; strong?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = valueText(row, text, t, format);
  const weight = strong ? "semibold" : "regular";
  if (row.kind === "content" || isOrderKind(row.kind)) {
    return (
      <div style={{ maxWidth: 220, whiteSpace: "normal", overflowWrap: "break-word" }}>
        <Text as="span" fontWeight={weight}>
          {words}
        </Text>
      </div>
    );
  }
  return (
    <Text as="span" alignment="end" numeric fontWeight={weight}>
      {words}
    </Text>
  );
}

function Difference({ row }: { row: DriftRow }) {
  const format = useFormat();
  const difference = differenceInWords(row, format);
  if (difference === null) return null;
  return (
    <BlockStack inlineAlign="end">
      <Text as="span" alignment="end" numeric>
        {difference}
      </Text>
      <Harm value={row} />
    </BlockStack>
  );
}

function Why({ row }: { row: DriftRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div style={{ maxWidth: 300, whiteSpace: "normal" }}>
      <BlockStack gap="050" inlineAlign="start">
        <VerdictBadge verdict={row.verdict} />
        <Text as="span" variant="bodySm" tone="subdued">
          {isOrderKind(row.kind)
            ? orderWhy({ ...row, kind: row.kind }, t, format)
            : whyInWords(row, t, format)}
        </Text>
      </BlockStack>
    </div>
  );
}
