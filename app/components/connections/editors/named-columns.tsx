import { BlockStack, Button, InlineGrid, InlineStack, Text, TextField } from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { ColumnChoice } from "./column-choice.tsx";
import type { NamedColumn } from "./files-draft.ts";

interface Props {
  /** options: what distinguishes articles of one product; extras: metafields and translations. */
  of: "options" | "extras";
  rows: readonly NamedColumn[];
  headers: readonly string[] | null;
  onChange: (rows: NamedColumn[]) => void;
}

/** Any number of columns that the merchant names. */
export function NamedColumns({ of, rows, headers, onChange }: Props) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<NamedColumn>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <BlockStack gap="300">
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm">
          {t(`named.${of}`)}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {t(`named.${of}Help`)}
        </Text>
      </BlockStack>
      {rows.map((row, at) => (
        <InlineGrid key={at} columns="1fr 1fr auto" gap="200" alignItems="end">
          <TextField
            label={t(`named.${of}Name`)}
            placeholder={t(`named.${of}Example`)}
            value={row.name}
            onChange={(name) => change(at, { name })}
            autoComplete="off"
            spellCheck={false}
          />
          <ColumnChoice
            label={t("named.column")}
            none={t("column.choose")}
            headers={headers}
            value={row.column}
            onChange={(column) => change(at, { column })}
          />
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={t("named.remove", { name: row.name })}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          />
        </InlineGrid>
      ))}
      <InlineStack>
        <Button icon={PlusIcon} onClick={() => onChange([...rows, { name: "", column: "" }])}>
          {t(`named.${of}Add`)}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
