import { IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { LEFT_REASONS } from "#app/core/order-standing.ts";
import { choiceFilters } from "./choice-filters.tsx";
import { useFormat } from "./format.ts";
import { useTyped } from "./typed.ts";

const VIEWS = ["all", "stuck", "waiting", "not-exported", "not-shipped", "money", "left"] as const;
export type OrderView = (typeof VIEWS)[number];

const SORTS = ["newest", "oldest", "changed"] as const;

interface Props {
  view: OrderView;
  counts: Partial<Record<OrderView, number>> | null | undefined;
  sort: string;
  text: string;
  connection: string | null;
  reason: string | null;
  connections: readonly { id: string; name: string }[];
  loading: boolean;
  /** Writes one part of the list's state into the address; null removes it. */
  onChange: (name: "view" | "sort" | "text" | "connection" | "reason", value: string | null) => void;
  onClear: () => void;
}

export function OrderFilters(props: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { connection, reason } = props;
  const filtered = props.text !== "" || connection !== null || reason !== null;
  const { mode, setMode } = useSetIndexFiltersMode(
    filtered ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const [text, setText] = useTyped(props.text, (value) =>
    props.onChange("text", value === "" ? null : value),
  );
  const tabs = VIEWS.map((view) => {
    const count = props.counts?.[view];
    const label = t(`orders.view.${view}`);
    return { id: view, content: count ? `${label} ${format.number(count)}` : label, isLocked: true };
  });
  const choices = choiceFilters(
    [
      {
        key: "connection",
        label: t("drift.connection"),
        value: connection,
        choices: props.connections.map(({ id, name }) => ({ label: name, value: id })),
      },
      {
        key: "reason",
        label: t("orders.leftBecause"),
        value: reason,
        choices: LEFT_REASONS.map((one) => ({ label: t(`orders.leftReason.${one}`), value: one })),
      },
    ],
    [],
    props.onChange,
  );
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      tabs={tabs}
      selected={VIEWS.indexOf(props.view)}
      onSelect={(index) => props.onChange("view", VIEWS[index] ?? null)}
      canCreateNewView={false}
      queryValue={text}
      queryPlaceholder={t("orders.search")}
      onQueryChange={setText}
      onQueryClear={() => setText("")}
      cancelAction={{ onAction: props.onClear }}
      sortOptions={SORTS.map((sort) => ({
        label: t(`orders.sort.${sort}`),
        value: `${sort} asc`,
        directionLabel: t(`orders.sortDirection.${sort}`),
      }))}
      sortSelected={[`${props.sort} asc`]}
      onSort={([choice]) => props.onChange("sort", choice?.split(" ")[0] ?? null)}
      {...choices}
      onClearAll={props.onClear}
      loading={props.loading}
    />
  );
}
