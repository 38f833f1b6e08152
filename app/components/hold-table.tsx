import {
  BlockStack,
  Box,
  IndexTable,
  InlineStack,
  Text,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { EmptyNote } from "./empty-note.tsx";
import { useFormat } from "./format.ts";
import { ProductCell } from "./product-cell.tsx";
import { whyInWords, type Explained } from "./why.ts";

export interface HoldRow extends Explained {
  key: string;
  variantId: string | null;
  sku: string | null;
  title: string;
  imageUrl: string | null;
  location: string | null;
  desired: number | null;
  observed: number | null;
}

interface Props {
  rows: readonly HoldRow[];
  open: boolean;
  loading: boolean;
  onApprove: (keys: readonly string[]) => void;
  pagination: { hasNext: boolean; hasPrevious: boolean; onNext: () => void; onPrevious: () => void };
}

/** The plan row by row: now, new, and why. */
export function HoldTable({ rows, open, loading, onApprove, pagination }: Props) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  const selection = useIndexResourceState(rows.map(({ key }) => ({ id: key })));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = selection;
  const approve = () => {
    onApprove(selectedResources);
    clearSelection();
  };
  return (
    <IndexTable
      resourceName={{ singular: t("drift.value"), plural: t("drift.values") }}
      itemCount={rows.length}
      selectable={open}
      selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
      onSelectionChange={handleSelectionChange}
      promotedBulkActions={[
        { content: t("hold.approveSelected", { count: selectedResources.length }), onAction: approve },
      ]}
      condensed={smDown}
      loading={loading}
      emptyState={<EmptyNote title={t("hold.empty")} text={t("hold.emptyText")} />}
      pagination={pagination}
      headings={[
        { title: t("drift.product") },
        { title: t("drift.location") },
        { title: t("hold.now"), alignment: "end" },
        { title: t("hold.new"), alignment: "end" },
        { title: t("drift.why") },
      ]}
    >
      {rows.map((row, index) => (
        <IndexTable.Row
          id={row.key}
          key={row.key}
          position={index}
          selected={selectedResources.includes(row.key)}
        >
          {smDown ? <Condensed row={row} /> : <Cells row={row} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Cells({ row }: { row: HoldRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <IndexTable.Cell>
        <ProductCell product={{ ...row, variantTitle: "" }} />
      </IndexTable.Cell>
      <IndexTable.Cell>{row.location}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {format.number(row.observed ?? 0)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack inlineAlign="end">
          <Text as="span" alignment="end" numeric fontWeight="semibold">
            {row.desired === null ? "–" : format.number(row.desired)}
          </Text>
          {row.desired === null ? null : (
            <Text as="span" alignment="end" numeric variant="bodySm" tone="subdued">
              {format.signed(row.desired - (row.observed ?? 0))}
            </Text>
          )}
        </BlockStack>
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

function Condensed({ row }: { row: HoldRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = { now: format.number(row.observed ?? 0), then: format.number(row.desired ?? 0) };
  return (
    <Box padding="300" paddingInline="400">
      <BlockStack gap="150">
        <ProductCell product={{ ...row, variantTitle: "" }} />
        <InlineStack gap="200">
          <Text as="span" numeric fontWeight="semibold">
            {t("hold.inWords", figures)}
          </Text>
          <Text as="span" tone="subdued">
            {row.location}
          </Text>
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued">
          {whyInWords(row, t, format)}
        </Text>
      </BlockStack>
    </Box>
  );
}
