import { BlockStack, Form, Modal, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { handValue, STATUSES } from "#app/core/values/hand-value.ts";
import { errorProp } from "../parts/field-problem.ts";
import { useFormat } from "../parts/format.ts";
import { placeInWords, valueText } from "../values/text.ts";
import type { ListedRow } from "./session.ts";
import { currencyOf, nameOf, problemInWords } from "./words.ts";

interface Props {
  rows: readonly ListedRow[];
  first: ListedRow;
  onSave: (value: string) => void;
  onClose: () => void;
}

/** A value that is neither the source's nor the shop's; for several rows it is the same one. */
export function ValueDialog({ rows, first, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row, typed, problem } = first;
  const currency = currencyOf(row);
  const [text, setText] = useState(typed ?? plain(row.desired || row.observed || "", currency));
  const [touched, setTouched] = useState(problem !== null);
  const same = rows.every((one) => one.row.field === row.field && currencyOf(one.row) === currency);
  const taken = handValue({ ...row, like: row.desired || row.observed }, text);
  const wrong = taken.ok ? undefined : problemInWords(taken.problem, currency, t);
  const save = () => {
    setTouched(true);
    if (same && taken.ok) onSave(text);
  };
  const title = t("conflicts.value.title", {
    field: placeInWords(row, t, format),
    name: rows.length === 1 ? nameOf(row, t) : t("conflicts.value.several", { count: rows.length }),
  });
  return (
    <Modal
      open
      onClose={onClose}
      title={title}
      primaryAction={{ content: t("conflicts.value.save"), onAction: save, disabled: !same }}
      secondaryActions={[{ content: t("conflicts.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <Form onSubmit={save}>
          <BlockStack gap="300">
            {same ? (
              <ValueField
                field={row.field}
                currency={currency}
                text={text}
                onChange={(to) => {
                  setText(to);
                  setTouched(true);
                }}
                problem={touched ? wrong : undefined}
              />
            ) : (
              <Text as="p" tone="critical">
                {t("conflicts.value.mixed")}
              </Text>
            )}
            <Text as="p" tone="subdued">
              {t("conflicts.value.help", {
                source: valueText(row, row.desired, t, format),
                shop: valueText(row, row.observed, t, format),
              })}
            </Text>
          </BlockStack>
        </Form>
      </Modal.Section>
    </Modal>
  );
}

interface FieldProps {
  field: string;
  currency: string | null;
  text: string;
  onChange: (text: string) => void;
  problem: string | undefined;
}

function ValueField({ field, currency, text, onChange, problem }: FieldProps) {
  const { t } = useTranslation();
  const label = t("conflicts.value.label");
  if (field === "status") {
    const options = STATUSES.map((status) => ({ label: t(`value.status.${status}`), value: status }));
    return <Select label={label} options={options} value={text} onChange={onChange} />;
  }
  const long = field.startsWith("description");
  return (
    <TextField
      label={label}
      value={text}
      onChange={onChange}
      autoComplete="off"
      autoFocus
      selectTextOnFocus={!long}
      {...(long ? { multiline: 6, maxHeight: 320 } : {})}
      {...(currency ? { suffix: currency, inputMode: "decimal" as const } : {})}
      {...errorProp(problem)}
    />
  );
}

/** Money without its currency, which is shown beside the field. */
function plain(value: string, currency: string | null): string {
  return currency === null ? value : (value.split(" ")[0] ?? "");
}
