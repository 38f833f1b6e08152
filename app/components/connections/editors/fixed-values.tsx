import type { FeedKind } from "#app/core/source/feeds.ts";
import { InlineGrid, Select, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FileDraft } from "./files-draft.ts";
import { fixedShown, type FixedName } from "./file-fields.ts";

interface Props {
  kind: FeedKind;
  file: FileDraft;
  onChange: (fixed: Record<string, string>) => void;
}

const WEIGHT_UNITS = ["kg", "g", "lb", "oz"];

/** What holds for every row, because the file has no column for it. */
export function FixedValues({ kind, file, onChange }: Props) {
  const names = fixedShown(kind, file.columns);
  if (names.length === 0) return null;
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
      {names.map((name) => (
        <FixedValue
          key={name}
          name={name}
          value={file.fixed[name] ?? ""}
          onChange={(value) => onChange({ ...file.fixed, [name]: value })}
        />
      ))}
    </InlineGrid>
  );
}

interface ValueProps {
  name: FixedName;
  value: string;
  onChange: (value: string) => void;
}

function FixedValue({ name, value, onChange }: ValueProps) {
  const { t } = useTranslation();
  const common = { label: t(`fixed.${name}`), helpText: t(`fixedHelp.${name}`), value, onChange };
  if (name === "taxIncluded") {
    const options = [
      { label: t("fixed.taxUnsaid"), value: "" },
      { label: t("fixed.taxIn"), value: "yes" },
      { label: t("fixed.taxOut"), value: "no" },
    ];
    return <Select {...common} options={options} />;
  }
  if (name === "weightUnit") {
    const none = { label: t("fixed.weightUnitNone"), value: "" };
    const units = WEIGHT_UNITS.map((unit) => ({ label: unit, value: unit }));
    return <Select {...common} options={[none, ...units]} />;
  }
  return <TextField {...common} autoComplete="off" spellCheck={false} />;
}
