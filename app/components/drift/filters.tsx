import type { IndexFiltersProps } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { blockedReason } from "#app/core/values/blocked.ts";
import { RECORD_KINDS, type RecordKind } from "#app/core/values/record-kind.ts";
import { choiceFilters } from "../parts/choice-filters.tsx";
import { useFormat } from "../parts/format.ts";
import { ListFilters } from "../parts/list-filters.tsx";

const VIEWS = ["drift", "repairing", "held", "conflict", "failing", "blocked", "in-sync"] as const;

export type DriftView = (typeof VIEWS)[number];

const SORTS = ["urgency", "age", "sku"] as const;

const AGES = ["1", "10", "60", "1440"] as const;

export interface DriftFiltersProps {
  view: DriftView;
  record: RecordKind | null;
  counts:
    { views: Partial<Record<DriftView, number>>; records: Record<RecordKind, number> } | null | undefined;
  sort: string;
  text: string;
  location: string | null;
  connection: string | null;
  age: string | null;
  reason: string | null;
  locations: readonly { id: string; name: string }[];
  connections: readonly { id: string; name: string }[];
  loading: boolean;
  /** Writes one part of the list's state into the address; null removes it. */
  onChange: (
    name: "view" | "record" | "sort" | "text" | "location" | "connection" | "age" | "reason",
    value: string | null,
  ) => void;
  onClear: () => void;
}

export function DriftFilters(props: DriftFiltersProps) {
  const { t } = useTranslation();
  const { text, record, location, connection, age, reason } = props;
  return (
    <ListFilters
      views={VIEWS.map((view) => ({
        view,
        label: t(`drift.view.${view}`),
        count: props.counts?.views[view],
      }))}
      view={props.view}
      sorts={SORTS.map((sort) => ({
        sort,
        label: t(`drift.sort.${sort}`),
        direction: t(`drift.sortDirection.${sort}`),
      }))}
      sort={props.sort}
      text={text}
      placeholder={t("drift.search")}
      choices={useChoices(props)}
      filtered={text !== "" || [record, location, connection, age, reason].some(Boolean)}
      loading={props.loading}
      onChange={props.onChange}
      onClear={props.onClear}
    />
  );
}

/** A reason is chosen by a link from Home; here it can only be removed. */
function reasons(reason: string | null, t: TFunction) {
  if (!reason) return [];
  const label = reason === "pinned" ? t("why.pinned") : t(`blocked.${blockedReason(reason)}`);
  return [
    { key: "reason", label: t("drift.why"), value: reason, choices: [{ label, value: reason }] },
  ] as const;
}

/** The filters behind the search field, and those that are set, as removable marks. */
function useChoices(props: DriftFiltersProps): Pick<IndexFiltersProps, "filters" | "appliedFilters"> {
  const { t } = useTranslation();
  const named = (rows: DriftFiltersProps["locations"]) =>
    rows.map(({ id, name }) => ({ label: name, value: id }));
  const format = useFormat();
  const lists = [
    {
      key: "record",
      label: t("drift.record"),
      value: props.record,
      choices: RECORD_KINDS.map((record) => {
        const count = props.counts?.records[record];
        const label = t(`value.record.${record}`);
        return { label: count ? `${label} ${format.number(count)}` : label, value: record };
      }),
    },
    { key: "location", label: t("drift.location"), value: props.location, choices: named(props.locations) },
    {
      key: "connection",
      label: t("drift.connection"),
      value: props.connection,
      choices: named(props.connections),
    },
    {
      key: "age",
      label: t("drift.age"),
      value: props.age,
      choices: AGES.map((minutes) => ({ label: t(`drift.olderThan.${minutes}`), value: minutes })),
    },
  ] as const;
  return choiceFilters(lists, reasons(props.reason, t), props.onChange);
}
