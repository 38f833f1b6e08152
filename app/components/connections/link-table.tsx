import { Badge, BlockStack, Button, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RowTable, type TablePages } from "../parts/row-table.tsx";

export interface LinkVariant {
  id: string;
  sku: string | null;
  barcode: string | null;
  name: string;
}

export interface LinkRow {
  sku: string;
  title: string | null;
  state: string;
  matchedBy: string | null;
  unit: number;
  variant: LinkVariant | null;
  candidates: readonly LinkVariant[];
}

interface Props {
  rows: readonly LinkRow[];
  selectable: boolean;
  empty: ReactNode;
  pagination: TablePages;
  onConfirm: (skus: readonly string[]) => void;
  onChoose: (row: LinkRow) => void;
  onIgnore: (sku: string) => void;
  onReopen: (sku: string) => void;
  onUnit: (row: LinkRow) => void;
}

/** SKUs of the source beside the variants they belong to, or may belong to. */
export function LinkTable(props: Props) {
  const { rows, selectable, empty, pagination, onConfirm } = props;
  const { t } = useTranslation();
  const parts = (row: LinkRow) => [
    <Source row={row} key="source" />,
    <Target row={row} key="target" />,
    <Actions {...props} row={row} key="actions" />,
  ];
  return (
    <RowTable
      rows={rows.map((row) => ({ ...row, key: row.sku }))}
      named={{ singular: t("links.one"), plural: t("links.many") }}
      headings={[
        { title: t("links.source") },
        { title: t("links.variant") },
        { title: t("links.decide"), hidden: true },
      ]}
      empty={empty}
      selectable={selectable}
      pagination={pagination}
      bulk={{ content: () => t("links.confirmSelected"), onAction: onConfirm }}
      cells={(row) => parts(row).map((part) => <IndexTable.Cell key={part.key}>{part}</IndexTable.Cell>)}
      card={(row) => <BlockStack gap="200">{parts(row)}</BlockStack>}
    />
  );
}

function Source({ row }: { row: LinkRow }) {
  const { t } = useTranslation();
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold">
        {row.sku}
      </Text>
      <div style={{ maxWidth: 280, whiteSpace: "normal" }}>
        <Text as="span" tone="subdued">
          {row.title ?? t("links.untitled")}
        </Text>
      </div>
    </BlockStack>
  );
}

function Target({ row }: { row: LinkRow }) {
  const { t } = useTranslation();
  if (!row.variant) {
    const count = row.candidates.length;
    return (
      <Text as="span" tone="subdued">
        {count === 0 ? t("links.none") : t("links.several", { count })}
      </Text>
    );
  }
  const { name, sku } = row.variant;
  return (
    <div style={{ maxWidth: 320, whiteSpace: "normal" }}>
      <BlockStack gap="050" inlineAlign="start">
        <Text as="span">{name}</Text>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" tone="subdued">
            {sku ?? t("drift.noSku")}
          </Text>
          {row.matchedBy === "case" ? <Badge tone="attention">{t("links.caseDiffers")}</Badge> : null}
          {row.matchedBy === "barcode" ? <Badge>{t("links.sameBarcode")}</Badge> : null}
          {row.unit > 1 ? <Badge tone="info">{t("links.unitBadge", { count: row.unit })}</Badge> : null}
        </InlineStack>
      </BlockStack>
    </div>
  );
}

function Actions({ row, onChoose, onIgnore, onReopen, onUnit }: Props & { row: LinkRow }) {
  const { t } = useTranslation();
  const decided = row.state === "confirmed" || row.state === "ignored";
  return (
    <InlineStack gap="200" align="end" wrap={false}>
      {row.state === "confirmed" ? (
        <Button
          size="slim"
          onClick={() => onUnit(row)}
          accessibilityLabel={t("links.unitLabel", { sku: row.sku })}
        >
          {t("links.unit")}
        </Button>
      ) : null}
      {decided ? (
        <Button
          size="slim"
          onClick={() => onReopen(row.sku)}
          accessibilityLabel={t("links.reopenLabel", { sku: row.sku })}
        >
          {t("links.reopen")}
        </Button>
      ) : (
        <>
          <Button
            size="slim"
            onClick={() => onChoose(row)}
            accessibilityLabel={t("links.chooseLabel", { sku: row.sku })}
          >
            {t("links.choose")}
          </Button>
          <Button
            size="slim"
            variant="tertiary"
            onClick={() => onIgnore(row.sku)}
            accessibilityLabel={t("links.ignoreLabel", { sku: row.sku })}
          >
            {t("links.ignore")}
          </Button>
        </>
      )}
    </InlineStack>
  );
}
