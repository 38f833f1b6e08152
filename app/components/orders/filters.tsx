import { useTranslation } from "react-i18next";
import { LEFT_REASONS } from "#app/core/orders/progress/state.ts";
import { choiceFilters } from "../parts/choice-filters.tsx";
import { ListFilters } from "../parts/list-filters.tsx";

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
  const { text, connection, reason } = props;
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
    <ListFilters
      views={VIEWS.map((view) => ({ view, label: t(`orders.view.${view}`), count: props.counts?.[view] }))}
      view={props.view}
      sorts={SORTS.map((sort) => ({
        sort,
        label: t(`orders.sort.${sort}`),
        direction: t(`orders.sortDirection.${sort}`),
      }))}
      sort={props.sort}
      text={text}
      placeholder={t("orders.search")}
      choices={choices}
      filtered={text !== "" || connection !== null || reason !== null}
      loading={props.loading}
      onChange={props.onChange}
      onClear={props.onClear}
    />
  );
}
