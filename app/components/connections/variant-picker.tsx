import { BlockStack, Button, InlineStack, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkRow, LinkVariant } from "./link-table.tsx";

interface Props {
  row: LinkRow | null;
  found: readonly LinkVariant[];
  searching: boolean;
  onSearch: (text: string) => void;
  onPick: (sku: string, variantId: string) => void;
  onClose: () => void;
}

/** Lets a person say which variant a SKU of the source is: one of those that fit, or any found by name. */
export function VariantPicker({ row, found, searching, onSearch, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const shown = text.trim() === "" ? (row?.candidates ?? []) : found;
  const type = (value: string) => {
    setText(value);
    onSearch(value);
  };
  return (
    <Modal open={row !== null} onClose={onClose} title={t("links.pickTitle", { sku: row?.sku ?? "" })}>
      <Modal.Section>
        <BlockStack gap="400">
          <TextField
            label={t("links.search")}
            value={text}
            onChange={type}
            autoComplete="off"
            loading={searching}
            clearButton
            onClearButtonClick={() => type("")}
          />
          {shown.length === 0 ? (
            <Text as="p" tone="subdued">
              {t(
                text.trim() === ""
                  ? "links.searchHint"
                  : searching
                    ? "links.searching"
                    : "links.nothingFound",
              )}
            </Text>
          ) : null}
          {shown.map((variant) => (
            <InlineStack key={variant.id} align="space-between" blockAlign="center" gap="200" wrap={false}>
              <BlockStack>
                <Text as="span">{variant.name}</Text>
                <Text as="span" tone="subdued">
                  {variant.sku ?? t("drift.noSku")}
                </Text>
              </BlockStack>
              <Button
                onClick={() => row && onPick(row.sku, variant.id)}
                accessibilityLabel={t("links.pickLabel", { name: variant.name })}
              >
                {t("links.pick")}
              </Button>
            </InlineStack>
          ))}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
