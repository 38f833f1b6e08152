import { Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkRow } from "./link-table.tsx";

interface Props {
  row: LinkRow;
  onSave: (sku: string, unit: number) => void;
  onClose: () => void;
}

/** How many units of the source make up one piece in the shop. */
export function UnitModal({ row, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(row.unit));
  const unit = Number(text);
  const valid = Number.isInteger(unit) && unit >= 1;
  return (
    <Modal
      open
      onClose={onClose}
      title={t("links.unitTitle", { sku: row.sku })}
      primaryAction={{
        content: t("links.unitSave"),
        onAction: () => onSave(row.sku, unit),
        disabled: !valid,
      }}
      secondaryActions={[{ content: t("links.unitCancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <TextField
          label={t("links.unitField")}
          helpText={t("links.unitHelp")}
          type="integer"
          min={1}
          value={text}
          onChange={setText}
          autoComplete="off"
          {...(valid ? {} : { error: t("links.unitWrong") })}
        />
      </Modal.Section>
    </Modal>
  );
}
