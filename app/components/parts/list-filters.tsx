import {
  IndexFilters,
  IndexFiltersMode,
  useSetIndexFiltersMode,
  type IndexFiltersProps,
} from "@shopify/polaris";
import { useFormat } from "./format.ts";
import { useTyped } from "./typed.ts";

interface Props<View extends string> {
  views: readonly { view: View; label: string; count: number | undefined }[];
  view: View;
  sorts: readonly { sort: string; label: string; direction: string }[];
  sort: string;
  text: string;
  placeholder: string;
  choices: Pick<IndexFiltersProps, "filters" | "appliedFilters">;
  /** A search or filter is set, so its controls are open at first. */
  filtered: boolean;
  loading: boolean;
  /** Writes one part of the list's state into the address; null removes it. */
  onChange: (name: "view" | "sort" | "text", value: string | null) => void;
  onClear: () => void;
}

/** Views with their counts, a search field, filters and an order, above a list whose state is in the address. */
export function ListFilters<View extends string>(props: Props<View>) {
  const { views, sorts, onChange, onClear } = props;
  const format = useFormat();
  const { mode, setMode } = useSetIndexFiltersMode(
    props.filtered ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const [text, setText] = useTyped(props.text, (value) => onChange("text", value === "" ? null : value));
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      tabs={views.map(({ view, label, count }) => ({
        id: view,
        content: count ? `${label} ${format.number(count)}` : label,
        isLocked: true,
      }))}
      selected={views.findIndex(({ view }) => view === props.view)}
      onSelect={(index) => onChange("view", views[index]?.view ?? null)}
      canCreateNewView={false}
      queryValue={text}
      queryPlaceholder={props.placeholder}
      onQueryChange={setText}
      onQueryClear={() => setText("")}
      cancelAction={{ onAction: onClear }}
      sortOptions={sorts.map(({ sort, label, direction }) => ({
        label,
        value: `${sort} asc`,
        directionLabel: direction,
      }))}
      sortSelected={[`${props.sort} asc`]}
      onSort={([choice]) => onChange("sort", choice?.split(" ")[0] ?? null)}
      {...props.choices}
      onClearAll={onClear}
      loading={props.loading}
    />
  );
}
