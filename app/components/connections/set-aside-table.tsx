import { BlockStack, Box, IndexTable, Text, useBreakpoints, useIndexResourceState } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { SET_ASIDE_REASONS } from "#app/core/source/records.ts";
import { Ago } from "../parts/ago.tsx";

export interface SetAsideRow {
  id: string;
  origin: string;
  sku: string | null;
  reason: string;
  raw: string | null;
  at: string;
}

interface Props {
  rows: readonly SetAsideRow[];
  more: boolean;
  onDismiss: (ids: readonly string[]) => void;
}

/** Rows of the source that could not be used: where they are, what is wrong, and what was found there. */
export function SetAsideTable({ rows, more, onDismiss }: Props) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  const selection = useIndexResourceState(rows.map(({ id }) => ({ id })));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = selection;
  const dismiss = () => {
    onDismiss(selectedResources);
    clearSelection();
  };
  return (
    <>
      <Box padding="400">
        <Text as="p" tone="subdued">
          {t("setAside.text")}
        </Text>
      </Box>
      <IndexTable
        itemCount={rows.length}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={[{ content: t("setAside.dismiss"), onAction: dismiss }]}
        condensed={smDown}
        headings={[
          { title: t("setAside.where") },
          { title: t("setAside.sku") },
          { title: t("setAside.reason") },
          { title: t("setAside.found") },
          { title: t("setAside.when") },
        ]}
      >
        {rows.map((row, index) => (
          <IndexTable.Row
            id={row.id}
            key={row.id}
            position={index}
            selected={selectedResources.includes(row.id)}
          >
            {smDown ? <Condensed row={row} /> : <Cells row={row} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
      {more ? (
        <Box padding="400">
          <Text as="p" tone="subdued">
            {t("setAside.more", { count: rows.length })}
          </Text>
        </Box>
      ) : null}
    </>
  );
}

function Cells({ row }: { row: SetAsideRow }) {
  return (
    <>
      <IndexTable.Cell>{row.origin}</IndexTable.Cell>
      <IndexTable.Cell>{row.sku ?? "–"}</IndexTable.Cell>
      <IndexTable.Cell>
        <Reason reason={row.reason} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Raw raw={row.raw} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Ago at={row.at} />
      </IndexTable.Cell>
    </>
  );
}

function Condensed({ row }: { row: SetAsideRow }) {
  return (
    <Box padding="300">
      <BlockStack gap="100">
        <Text as="span" fontWeight="semibold">
          {row.sku ?? row.origin}
        </Text>
        <Reason reason={row.reason} />
        {row.sku ? (
          <Text as="span" tone="subdued">
            {row.origin}
          </Text>
        ) : null}
        <Raw raw={row.raw} />
      </BlockStack>
    </Box>
  );
}

function Reason({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const known = SET_ASIDE_REASONS.find((name) => name === reason) ?? "malformed";
  return <span style={{ whiteSpace: "normal" }}>{t(`setAside.reasons.${known}`)}</span>;
}

function Raw({ raw }: { raw: string | null }) {
  if (!raw) return null;
  return <code style={{ whiteSpace: "normal", overflowWrap: "anywhere", fontSize: 12 }}>{raw}</code>;
}
