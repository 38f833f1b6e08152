import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  Collapsible,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { ChevronDownIcon, ChevronUpIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FilesDraft } from "./files-draft.ts";

const ENCODINGS = ["auto", "utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1252"];
const DELIMITERS = { auto: "auto", ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
const ARRIVALS = ["settled", "renamed", "marker"] as const;

/** How the files are written. What is detected suits most, so the card stays folded. */
export function FormatCard(props: { draft: FilesDraft; onChange: (part: Partial<FilesDraft>) => void }) {
  const { draft, onChange } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const encoding = (value: string) => ({ label: value === "auto" ? t("format.auto") : value, value });
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("format.title")}
          </Text>
          <Button
            variant="tertiary"
            icon={open ? ChevronUpIcon : ChevronDownIcon}
            ariaExpanded={open}
            ariaControls="format-fields"
            onClick={() => setOpen(!open)}
          >
            {t(open ? "format.hide" : "format.show")}
          </Button>
        </InlineStack>
        <Collapsible id="format-fields" open={open}>
          <FormLayout>
            <FormLayout.Group>
              <Select
                label={t("format.encoding")}
                helpText={t("format.encodingHelp")}
                options={ENCODINGS.map(encoding)}
                value={draft.encoding}
                onChange={(value) => onChange({ encoding: value })}
              />
              <Select
                label={t("format.delimiter")}
                options={Object.entries(DELIMITERS).map(([value, name]) => {
                  return { label: t(`format.delimiters.${name}`), value };
                })}
                value={draft.delimiter}
                onChange={(delimiter) => onChange({ delimiter })}
              />
            </FormLayout.Group>
            <FormLayout.Group>
              <Select
                label={t("format.decimal")}
                options={[
                  { label: t("format.point"), value: "." },
                  { label: t("format.comma"), value: "," },
                ]}
                value={draft.decimal}
                onChange={(decimal) => onChange({ decimal })}
              />
              <TextField
                label={t("format.timeZone")}
                helpText={t("format.timeZoneHelp")}
                value={draft.timeZone}
                onChange={(timeZone) => onChange({ timeZone })}
                autoComplete="off"
                spellCheck={false}
              />
            </FormLayout.Group>
            <Select
              label={t("format.arrival")}
              options={ARRIVALS.map((value) => ({ label: t(`format.arrivals.${value}`), value }))}
              value={draft.arrival}
              onChange={(arrival) => onChange({ arrival })}
            />
            <Checkbox
              label={t("format.archive")}
              helpText={t("format.archiveHelp")}
              checked={draft.archive}
              onChange={(archive) => onChange({ archive })}
            />
          </FormLayout>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}
