import { BlockStack, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyNote } from "../parts/empty-note.tsx";
import { differenceInWords } from "../drift/difference.ts";
import { useFormat } from "../parts/format.ts";
import { ProductCell } from "../values/product-cell.tsx";
import { RowTable, type TablePages } from "../parts/row-table.tsx";
import { placeInWords, valueText, type NamedValue } from "../values/text.ts";
import { whyInWords, type Explained } from "../values/why.ts";

export interface HoldRow extends Explained, NamedValue {
  key: string;
  variantId: string | null;
  productId: string | null;
  sku: string | null;
  title: string;
  imageUrl: string | null;
  desired: string | null;
  observed: string | null;
}

interface Props {
  rows: readonly HoldRow[];
  open: boolean;
  loading: boolean;
  onApprove: (keys: readonly string[]) => void;
  pagination: TablePages;
}

/** The plan row by row: now, new, and why. */
export function HoldTable({ rows, open, loading, onApprove, pagination }: Props) {
  const { t } = useTranslation();
  return (
    <RowTable
      rows={rows}
      named={{ singular: t("drift.value"), plural: t("drift.values") }}
      headings={[
        { title: t("drift.product") },
        { title: t("drift.which") },
        { title: t("hold.now"), alignment: "end" },
        { title: t("hold.new"), alignment: "end" },
        { title: t("drift.why") },
      ]}
      empty={<EmptyNote title={t("hold.empty")} text={t("hold.emptyText")} />}
      loading={loading}
      selectable={open}
      pagination={pagination}
      bulk={{ content: (count) => t("hold.approveSelected", { count }), onAction: onApprove }}
      cells={(row) => <HoldCells row={row} />}
      card={(row) => <HoldCard row={row} />}
    />
  );
}

/** Figures stand under each other at the right; texts need room to wrap. */
function Side({ row, children }: { row: HoldRow; children: ReactNode }) {
  const isText = row.kind === "content";
  return (
    <div style={isText ? { maxWidth: 240, whiteSpace: "normal", overflowWrap: "break-word" } : {}}>
      <BlockStack inlineAlign={isText ? "start" : "end"}>{children}</BlockStack>
    </div>
  );
}

function shownBefore(row: HoldRow, t: TFunction, format: ReturnType<typeof useFormat>): string {
  const nothing = row.kind === "stock" ? "0" : null;
  return valueText(row, row.observed ?? nothing, t, format);
}

function HoldCells({ row }: { row: HoldRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const difference = differenceInWords(row, format);
  return (
    <>
      <IndexTable.Cell>
        <ProductCell product={{ ...row, variantTitle: "" }} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: 180, whiteSpace: "normal" }}>{placeInWords(row, t, format)}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Side row={row}>
          <Text as="span" numeric>
            {shownBefore(row, t, format)}
          </Text>
        </Side>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Side row={row}>
          <Text as="span" numeric fontWeight="semibold">
            {valueText(row, row.desired, t, format)}
          </Text>
          {difference === null ? null : (
            <Text as="span" numeric variant="bodySm" tone="subdued">
              {difference}
            </Text>
          )}
        </Side>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: 280, whiteSpace: "normal" }}>
          <Text as="span" variant="bodySm" tone="subdued">
            {whyInWords(row, t, format)}
          </Text>
        </div>
      </IndexTable.Cell>
    </>
  );
}

function HoldCard({ row }: { row: HoldRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = { now: shownBefore(row, t, format), then: valueText(row, row.desired, t, format) };
  return (
    <BlockStack gap="150">
      <ProductCell product={{ ...row, variantTitle: "" }} />
      <InlineStack gap="200">
        <Text as="span" numeric fontWeight="semibold">
          {t("hold.inWords", figures)}
        </Text>
        <Text as="span" tone="subdued">
          {placeInWords(row, t, format)}
        </Text>
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {whyInWords(row, t, format)}
      </Text>
    </BlockStack>
  );
}
