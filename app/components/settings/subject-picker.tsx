import { useFetcher } from "@remix-run/react";
import { Autocomplete } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorProp } from "../parts/field-problem.ts";
import { useTyped } from "../parts/typed.ts";

export type SubjectScope = "sku" | "tag" | "vendor" | "collection";

interface Props {
  scope: SubjectScope;
  label: string;
  value: string;
  /** What the value is called, where it is an id. */
  name: string | null;
  error: string | undefined;
  /** Only what was found may be chosen, and not what is merely typed. */
  pickOnly: boolean;
  onChange: (value: string, name: string) => void;
}

/** One SKU, tag, vendor or collection of the shop, found by typing. */
export function SubjectPicker({ scope, label, value, name, error, pickOnly, onChange }: Props) {
  const { t } = useTranslation();
  const fetcher = useFetcher<{ found: { value: string; label: string }[] }>();
  const [picked, setPicked] = useState<string | null>(null);
  const shown = picked ?? name ?? value;
  const [text, setText] = useTyped(shown, (typed) => {
    fetcher.load(`/app/subjects?${new URLSearchParams({ scope, text: typed }).toString()}`);
    // A collection is known by its id; everything else is what is typed.
    if (scope !== "collection" && !pickOnly) onChange(typed, typed);
  });
  const options = fetcher.data?.found ?? [];
  return (
    <Autocomplete
      options={options}
      selected={[value]}
      onSelect={([chosen]) => {
        const found = options.find((option) => option.value === chosen);
        if (!found) return;
        // The field's content counts as typed, so it must be the value itself and not its label.
        if (scope === "collection") setPicked(found.label);
        setText(scope === "collection" ? found.label : found.value);
        onChange(found.value, found.label);
      }}
      loading={fetcher.state !== "idle" && options.length === 0}
      emptyState={<div style={{ padding: "var(--p-space-200)" }}>{t("subjects.none")}</div>}
      textField={
        <Autocomplete.TextField
          label={label}
          value={text}
          onChange={setText}
          onFocus={() => {
            if (!fetcher.data)
              fetcher.load(`/app/subjects?${new URLSearchParams({ scope, text: "" }).toString()}`);
          }}
          autoComplete="off"
          {...errorProp(error)}
        />
      }
    />
  );
}
