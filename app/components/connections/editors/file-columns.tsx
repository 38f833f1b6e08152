import type { FeedKind } from "#app/core/source/feeds.ts";
import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { ColumnChoice } from "./column-choice.tsx";
import type { FileDraft } from "./files-draft.ts";
import { isRequired, partsOf } from "./file-fields.ts";
import { FixedValues } from "./fixed-values.tsx";
import { NamedColumns } from "./named-columns.tsx";

interface Props {
  kind: FeedKind;
  file: FileDraft;
  headers: readonly string[] | null;
  onChange: (part: Partial<FileDraft>) => void;
}

/** Which column means what, and what holds for the whole file where there is no column. */
export function FileColumns({ kind, file, headers, onChange }: Props) {
  const { t } = useTranslation();
  if (!headers && Object.keys(file.columns).length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("file.lookFirst")}
      </Text>
    );
  }
  const set = (field: string, header: string) => onChange({ columns: { ...file.columns, [field]: header } });
  const parts = partsOf(kind);
  return (
    <BlockStack gap="500">
      {parts.map(({ part, fields }) => (
        <BlockStack gap="200" key={part}>
          {parts.length > 1 ? (
            <Text as="h3" variant="headingSm">
              {t(`columnPart.${part}`)}
            </Text>
          ) : null}
          <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="300">
            {fields.map((field) => {
              const name = t(`column.${field}`);
              const required = isRequired(kind, field);
              return (
                <ColumnChoice
                  key={field}
                  label={required ? name : t("column.optional", { name })}
                  none={t(required ? "column.choose" : "column.none")}
                  headers={headers}
                  value={file.columns[field] ?? ""}
                  onChange={(header) => set(field, header)}
                />
              );
            })}
          </InlineGrid>
        </BlockStack>
      ))}
      <FixedValues kind={kind} file={file} onChange={(fixed) => onChange({ fixed })} />
      {kind === "items" ? <ItemLists file={file} headers={headers} onChange={onChange} /> : null}
    </BlockStack>
  );
}

function ItemLists({ file, headers, onChange }: Omit<Props, "kind">) {
  return (
    <>
      <NamedColumns
        of="options"
        rows={file.options}
        headers={headers}
        onChange={(options) => onChange({ options })}
      />
      <NamedColumns
        of="extras"
        rows={file.extras}
        headers={headers}
        onChange={(extras) => onChange({ extras })}
      />
    </>
  );
}
