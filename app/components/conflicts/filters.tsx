import {
  IndexFilters,
  IndexFiltersMode,
  useSetIndexFiltersMode,
  type IndexFiltersProps,
} from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { choiceFilters } from "../parts/choice-filters.tsx";
import { useFormat } from "../parts/format.ts";
import { useTyped } from "../parts/typed.ts";
import { fieldInWords } from "../values/text.ts";

const TABS = ["all", "mine", "nobody", "decided"] as const;
const SORTS = ["urgency", "age", "product"] as const;

export interface ConflictFilterValues {
  view: "open" | "decided";
  sort: string;
  text: string;
  field: string | null;
  assignee: string | null;
  connection: string | null;
  vendor: string | null;
}

export interface ConflictCounts {
  all: number;
  mine: number;
  nobody: number;
  fields: readonly { field: string; n: number }[];
  people: readonly { name: string; n: number }[];
  vendors: readonly string[];
}

interface Props {
  values: ConflictFilterValues;
  counts: ConflictCounts | null | undefined;
  connections: readonly { id: string; name: string }[];
  loading: boolean;
  /** Writes parts of the list's state into the address; null removes one. */
  onChange: (parts: Partial<Record<keyof ConflictFilterValues, string | null>>) => void;
  onClear: () => void;
}

export function ConflictFilters({ values, counts, connections, loading, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mode, setMode } = useSetIndexFiltersMode(
    values.text ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const [text, setText] = useTyped(values.text, (value) => onChange({ text: value === "" ? null : value }));
  const tabs = TABS.map((tab) => {
    const count = tab === "decided" ? undefined : counts?.[tab];
    const label = t(`conflicts.tab.${tab}`);
    return { id: tab, content: count ? `${label} ${format.number(count)}` : label, isLocked: true };
  });
  const choose = (index: number) => {
    const tab = TABS[index];
    onChange({
      view: tab === "decided" ? "decided" : null,
      assignee: tab === "mine" ? "me" : tab === "nobody" ? "nobody" : null,
    });
  };
  const decided = values.view === "decided";
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      tabs={tabs}
      selected={selectedTab(values)}
      onSelect={choose}
      canCreateNewView={false}
      queryValue={text}
      queryPlaceholder={t("drift.search")}
      onQueryChange={setText}
      onQueryClear={() => setText("")}
      cancelAction={{ onAction: onClear }}
      {...(decided
        ? { filters: [] }
        : {
            sortOptions: SORTS.map((sort) => ({
              label: t(`conflicts.sort.${sort}`),
              value: `${sort} asc` as const,
              directionLabel: t(`conflicts.sortDirection.${sort}`),
            })),
            sortSelected: [`${values.sort} asc`],
            onSort: ([sort]: string[]) => onChange({ sort: sort?.split(" ")[0] ?? null }),
            ...choicesOf({ values, counts, connections, onChange }, t, format),
          })}
      onClearAll={onClear}
      loading={loading}
    />
  );
}

function selectedTab({ view, assignee }: ConflictFilterValues): number {
  const tab =
    view === "decided" ? "decided" : assignee === "me" ? "mine" : assignee === "nobody" ? "nobody" : "all";
  return TABS.indexOf(tab);
}

/** The filters behind the search field, and those that are set, as removable marks. */
function choicesOf(
  { values, counts, connections, onChange }: Pick<Props, "values" | "counts" | "connections" | "onChange">,
  t: TFunction,
  format: ReturnType<typeof useFormat>,
): Pick<IndexFiltersProps, "filters" | "appliedFilters"> {
  const counted = (label: string, n: number) => t("conflicts.counted", { label, n: format.number(n) });
  const person = values.assignee === "me" || values.assignee === "nobody" ? null : values.assignee;
  const lists = [
    {
      key: "field",
      label: t("conflicts.filter.field"),
      value: values.field,
      choices: (counts?.fields ?? []).map(({ field, n }) => {
        return { label: counted(fieldInWords(field, t, format), n), value: field };
      }),
    },
    {
      key: "assignee",
      label: t("conflicts.filter.assignee"),
      value: person,
      choices: (counts?.people ?? []).map(({ name, n }) => ({ label: counted(name, n), value: name })),
    },
    {
      key: "connection",
      label: t("drift.connection"),
      value: values.connection,
      choices: connections.map(({ id, name }) => ({ label: name, value: id })),
    },
    {
      key: "vendor",
      label: t("conflicts.filter.vendor"),
      value: values.vendor,
      choices: (counts?.vendors ?? []).map((vendor) => ({ label: vendor, value: vendor })),
    },
  ] as const;
  return choiceFilters(lists, [], (key, value) => onChange({ [key]: value }));
}
