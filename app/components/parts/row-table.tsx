import {
  Box,
  IndexTable,
  useBreakpoints,
  useIndexResourceState,
  type IndexTableProps,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { useSteadyOrder } from "./live.ts";

export interface TablePages {
  hasNext: boolean;
  hasPrevious: boolean;
  onNext: () => void;
  onPrevious: () => void;
}

interface Props<Row extends { key: string }> {
  rows: readonly Row[];
  named: { singular: string; plural: string };
  headings: IndexTableProps["headings"];
  empty: ReactNode;
  pagination: TablePages;
  loading?: boolean;
  selectable?: boolean;
  /** What can be done with the rows that are chosen. */
  bulk: { content: (count: number) => string; onAction: (keys: readonly string[]) => void };
  /** What a screen reader calls a row; absent: its first cell. */
  labelOf?: (row: Row) => string;
  cells: (row: Row) => ReactNode;
  /** The row on a phone. */
  card: (row: Row) => ReactNode;
}

/** A list that stays fresh, with rows to choose: they keep their order while the pointer is over them. */
export function RowTable<Row extends { key: string }>(props: Props<Row>) {
  const { rows: latest, named, headings, empty, pagination, loading = false, selectable = true } = props;
  const { smDown } = useBreakpoints();
  const { rows, hold, release } = useSteadyOrder(latest);
  const selection = useIndexResourceState(rows.map(({ key }) => ({ id: key })));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = selection;
  const act = () => {
    props.bulk.onAction(selectedResources);
    clearSelection();
  };
  return (
    <div onPointerEnter={hold} onPointerLeave={release}>
      <IndexTable
        resourceName={named}
        itemCount={rows.length}
        selectable={selectable}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={[{ content: props.bulk.content(selectedResources.length), onAction: act }]}
        condensed={smDown}
        loading={loading}
        emptyState={empty}
        pagination={pagination}
        headings={headings}
      >
        {rows.map((row, index) => {
          const label = props.labelOf?.(row);
          return (
            <IndexTable.Row
              id={row.key}
              key={row.key}
              position={index}
              selected={selectedResources.includes(row.key)}
              {...(label === undefined ? {} : { accessibilityLabel: label })}
            >
              {smDown ? (
                <Box padding="300" paddingInline="400" width="100%">
                  {props.card(row)}
                </Box>
              ) : (
                props.cells(row)
              )}
            </IndexTable.Row>
          );
        })}
      </IndexTable>
    </div>
  );
}
