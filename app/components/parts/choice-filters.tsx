import { ChoiceList, type IndexFiltersProps } from "@shopify/polaris";

/** One filter of a list: what can be chosen, and what is. */
export interface ChoiceFilter<Key extends string> {
  key: Key;
  label: string;
  value: string | null;
  choices: readonly { label: string; value: string }[];
}

/** Filters behind a search field, one choice each, and those that are set, `onlySet` included, as removable marks. */
export function choiceFilters<Key extends string>(
  filters: readonly ChoiceFilter<Key>[],
  onlySet: readonly ChoiceFilter<Key>[],
  onChange: (key: Key, value: string | null) => void,
): Pick<IndexFiltersProps, "filters" | "appliedFilters"> {
  return {
    filters: filters.map(({ key, label, value, choices }) => ({
      key,
      label,
      shortcut: true,
      filter: (
        <ChoiceList
          title={label}
          titleHidden
          choices={[...choices]}
          selected={value ? [value] : []}
          onChange={([choice]) => onChange(key, choice ?? null)}
        />
      ),
    })),
    appliedFilters: [...filters, ...onlySet].flatMap(({ key, label, value, choices }) => {
      if (!value) return [];
      const chosen = choices.find((choice) => choice.value === value)?.label ?? value;
      return { key, label: `${label}: ${chosen}`, onRemove: () => onChange(key, null) };
    }),
  };
}
