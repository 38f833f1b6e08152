import { BlockStack, EmptySearchResult, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Stage } from "#app/core/orders/progress/stages.ts";
import type { OrderProgress } from "#app/core/orders/progress/state.ts";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";
import { OrderDots } from "./dots.tsx";
import { progressInWords } from "../values/order-progress.ts";
import { RowTable, type TablePages } from "../parts/row-table.tsx";
import { ProgressBadge } from "./progress-badge.tsx";

export interface OrderListRow {
  id: string;
  name: string;
  customer: string | null;
  total: string | null;
  createdAt: string;
  stages: readonly Stage[];
  standing: OrderProgress;
  /** What the sources call it. */
  numbers: readonly string[];
}

interface Props {
  rows: readonly OrderListRow[];
  empty: ReactNode;
  loading: boolean;
  onRetry: (orderIds: readonly string[]) => void;
  pagination: TablePages;
}

/** Orders, one row each, with how far each has come in the systems; on a phone each becomes a card. */
export function OrdersTable({ rows, empty, loading, onRetry, pagination }: Props) {
  const { t } = useTranslation();
  return (
    <RowTable
      rows={rows.map((row) => ({ ...row, key: row.id }))}
      named={{ singular: t("orders.order"), plural: t("orders.orders") }}
      headings={[
        { title: t("orders.column.order") },
        { title: t("orders.column.way") },
        { title: t("orders.column.state") },
        { title: t("orders.column.number") },
        { title: t("orders.column.total"), alignment: "end" },
        { title: t("orders.column.placed") },
      ]}
      empty={empty ?? <EmptySearchResult title={t("drift.noMatch")} description={t("drift.noMatchText")} />}
      loading={loading}
      pagination={pagination}
      bulk={{ content: () => t("orders.tryAgain"), onAction: onRetry }}
      labelOf={({ name, customer }) => t("orders.rowLabel", { name, customer: customer ?? "" })}
      cells={(row) => <OrderCells row={row} />}
      card={(row) => <OrderCard row={row} />}
    />
  );
}

function OrderCells({ row }: { row: OrderListRow }) {
  return (
    <>
      <IndexTable.Cell>
        <Name row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <OrderDots stages={row.stages} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: 340, whiteSpace: "normal" }}>
          <Standing row={row} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.numbers.join(", ") || "–"}</IndexTable.Cell>
      <IndexTable.Cell>
        <Total row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Ago at={row.createdAt} />
      </IndexTable.Cell>
    </>
  );
}

function OrderCard({ row }: { row: OrderListRow }) {
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200" wrap={false}>
        <Name row={row} />
        <BlockStack inlineAlign="end">
          <Total row={row} />
          <Text as="span" variant="bodySm" tone="subdued">
            <Ago at={row.createdAt} />
          </Text>
        </BlockStack>
      </InlineStack>
      <OrderDots stages={row.stages} />
      <Standing row={row} />
    </BlockStack>
  );
}

function Name({ row }: { row: OrderListRow }) {
  return (
    <BlockStack>
      <Link url={`/app/orders/${row.id}`} monochrome removeUnderline dataPrimaryLink>
        <Text as="span" fontWeight="semibold">
          {row.name}
        </Text>
      </Link>
      <div style={{ maxWidth: 200, overflow: "hidden", textOverflow: "ellipsis" }}>
        <Text as="span" variant="bodySm" tone="subdued">
          {row.customer}
        </Text>
      </div>
    </BlockStack>
  );
}

function Total({ row }: { row: OrderListRow }) {
  const format = useFormat();
  return (
    <Text as="span" alignment="end" numeric>
      {row.total === null ? "–" : format.money(row.total)}
    </Text>
  );
}

function Standing({ row }: { row: OrderListRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="050" inlineAlign="start">
      <ProgressBadge state={row.standing.state} />
      <Text as="span" variant="bodySm" tone="subdued">
        {progressInWords(row.standing, t, format)}
      </Text>
    </BlockStack>
  );
}
