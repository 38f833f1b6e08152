import { BlockStack, Button, Card, InlineGrid, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { errorProp } from "../parts/field-problem.ts";
import { BUFFER_SCOPES, bufferProblem, type BufferDraft } from "./draft.ts";

interface Props {
  buffers: readonly BufferDraft[];
  locations: readonly { id: string; name: string }[];
  onChange: (buffers: BufferDraft[]) => void;
}

/** Pieces kept back from sale. The narrowest rule wins: SKU, then tag, then location, then the whole shop. */
export function BuffersCard({ buffers, locations, onChange }: Props) {
  const { t } = useTranslation();
  const set = (index: number, part: Partial<BufferDraft>) =>
    onChange(buffers.map((buffer, at) => (at === index ? { ...buffer, ...part } : buffer)));
  const add = () => onChange([...buffers, { scope: "sku", subject: "", value: "1" }]);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("settings.buffers")}
          </Text>
          <Text as="p" tone="subdued">
            {t("settings.buffersText")}
          </Text>
        </BlockStack>
        {buffers.map((buffer, index) => (
          <BufferRow
            key={index}
            buffer={buffer}
            locations={locations}
            onChange={(part) => set(index, part)}
            onRemove={() => onChange(buffers.filter((_, at) => at !== index))}
          />
        ))}
        <InlineStack>
          <Button icon={PlusIcon} onClick={add}>
            {t("settings.addBuffer")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

interface RowProps {
  buffer: BufferDraft;
  locations: Props["locations"];
  onChange: (part: Partial<BufferDraft>) => void;
  onRemove: () => void;
}

function BufferRow({ buffer, locations, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const { scope, subject, value } = buffer;
  const problem = bufferProblem(buffer);
  const scopes = BUFFER_SCOPES.map((one) => ({ label: t(`settings.scope.${one}`), value: one }));
  const choose = (chosen: string) => {
    const to = BUFFER_SCOPES.find((one) => one === chosen) ?? "sku";
    onChange({ scope: to, subject: to === "location" ? (locations[0]?.id ?? "") : "" });
  };
  return (
    <InlineGrid columns={{ xs: 1, sm: "1fr 1.5fr 7em auto" }} gap="200" alignItems="end">
      <Select label={t("settings.scopeLabel")} options={scopes} value={scope} onChange={choose} />
      {scope === "location" ? (
        <Select
          label={t("drift.location")}
          options={locations.map(({ id, name }) => ({ label: name, value: id }))}
          value={subject}
          onChange={(to) => onChange({ subject: to })}
        />
      ) : (
        <TextField
          label={t(`settings.subject.${scope}`)}
          value={scope === "shop" ? t("settings.everything") : subject}
          disabled={scope === "shop"}
          onChange={(to) => onChange({ subject: to })}
          autoComplete="off"
          {...errorProp(problem === "subject" ? t("settings.subjectMissing") : undefined)}
        />
      )}
      <TextField
        label={t("settings.pieces")}
        type="integer"
        min={0}
        value={value}
        onChange={(to) => onChange({ value: to })}
        autoComplete="off"
        {...errorProp(problem === "value" ? t("settings.wholeNumber") : undefined)}
      />
      <Button icon={DeleteIcon} accessibilityLabel={t("settings.removeBuffer")} onClick={onRemove} />
    </InlineGrid>
  );
}
