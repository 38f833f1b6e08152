import { BlockStack, Box, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import type { PromotionScope } from "./promotion-draft.ts";
import { scopeInWords } from "./promotion-form.tsx";
import { PromotionState } from "./promotion-state.tsx";
import { useShopFacts } from "../parts/shop-facts.tsx";

export interface PromotionRow {
  id: string;
  name: string;
  scope: PromotionScope;
  subjects: readonly { value: string; label: string }[];
  percent: string | null;
  amount: string | null;
  from: string;
  until: string | null;
  state: "scheduled" | "active" | "ended";
}

/** Price reductions with what they are about and when they hold. */
export function PromotionsTable({ rows, empty }: { rows: readonly PromotionRow[]; empty: ReactNode }) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      itemCount={rows.length}
      selectable={false}
      condensed={smDown}
      emptyState={empty}
      headings={[
        { title: t("promotion.name") },
        { title: t("promotion.stateHeading") },
        { title: t("promotion.products") },
        { title: t("promotion.reduction") },
        { title: t("promotion.when") },
      ]}
    >
      {rows.map((row, index) => (
        <IndexTable.Row id={row.id} key={row.id} position={index}>
          {smDown ? <Condensed row={row} /> : <Cells row={row} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Cells({ row }: { row: PromotionRow }) {
  const { t } = useTranslation();
  return (
    <>
      <IndexTable.Cell>
        <Name row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <PromotionState state={row.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: 260, whiteSpace: "normal" }}>{scopeInWords(row, t)}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Reduction row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <When row={row} />
      </IndexTable.Cell>
    </>
  );
}

function Condensed({ row }: { row: PromotionRow }) {
  const { t } = useTranslation();
  return (
    <Box padding="300" paddingInline="400">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Name row={row} />
          <PromotionState state={row.state} />
        </InlineStack>
        <Text as="span">
          <Reduction row={row} />, {scopeInWords(row, t)}
        </Text>
        <Text as="span" tone="subdued">
          <When row={row} />
        </Text>
      </BlockStack>
    </Box>
  );
}

function Name({ row }: { row: PromotionRow }) {
  return (
    <Link url={`/app/promotions/${row.id}`} monochrome removeUnderline dataPrimaryLink>
      <Text as="span" fontWeight="semibold">
        {row.name}
      </Text>
    </Link>
  );
}

function Reduction({ row }: { row: PromotionRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useShopFacts();
  if (row.percent !== null) {
    return <>{t("receipt.percentOff", { percent: format.share(Number(row.percent), 100) })}</>;
  }
  return <>{format.money(`${row.amount ?? "0"} ${currency}`)}</>;
}

function When({ row }: { row: PromotionRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = format.moment(row.from);
  if (row.until === null) return <>{t("promotion.fromOn", { from })}</>;
  return <>{t("promotion.fromUntil", { from, until: format.moment(row.until) })}</>;
}
