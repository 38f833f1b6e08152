import {
  Banner,
  BlockStack,
  Card,
  Checkbox,
  Collapsible,
  FormLayout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CSV_FIELDS, type CsvKind, type FileDraft } from "./csv-draft.ts";
import { FilePreview } from "./file-preview.tsx";

export type FileLook =
  | {
      kind: string;
      ok: true;
      file: string;
      headers: string[];
      rows: string[][];
      columns: Record<string, string>;
    }
  | { kind: string; ok: false; message: string };

interface Props {
  kind: CsvKind;
  file: FileDraft;
  look: FileLook | null;
  onChange: (part: Partial<FileDraft>) => void;
}

/** One kind of file: its name, what a new one replaces, and which column means what. */
export function FileCard({ kind, file, look, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Checkbox
          label={
            <Text as="span" variant="headingSm">
              {t(`fileKind.${kind}`)}
            </Text>
          }
          helpText={t(`fileKindHelp.${kind}`)}
          checked={file.on}
          onChange={(on) => onChange({ on })}
        />
        <Collapsible id={`file-${kind}`} open={file.on}>
          <BlockStack gap="400">
            <FormLayout>
              <FormLayout.Group>
                <TextField
                  label={t("file.pattern")}
                  helpText={t("file.patternHelp")}
                  value={file.pattern}
                  onChange={(pattern) => onChange({ pattern })}
                  autoComplete="off"
                  spellCheck={false}
                />
                <Select
                  label={t("file.mode")}
                  helpText={t("file.modeHelp")}
                  options={[
                    { label: t("file.full"), value: "full" },
                    { label: t("file.delta"), value: "delta" },
                  ]}
                  value={file.mode}
                  onChange={(mode) => onChange({ mode: mode === "delta" ? "delta" : "full" })}
                />
              </FormLayout.Group>
            </FormLayout>
            {look?.ok === false ? (
              <Banner tone="warning" title={t("file.notFound")}>
                {look.message}
              </Banner>
            ) : null}
            <Columns kind={kind} file={file} headers={look?.ok ? look.headers : null} onChange={onChange} />
            {look?.ok ? <FilePreview {...look} chosen={file.columns} /> : null}
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

interface ColumnsProps extends Omit<Props, "look"> {
  headers: readonly string[] | null;
}

/** A choice among the file's own headings once it was looked at; before, what is stored as free text. */
function Columns({ kind, file, headers, onChange }: ColumnsProps) {
  const { t } = useTranslation();
  if (!headers && Object.keys(file.columns).length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t("file.lookFirst")}
      </Text>
    );
  }
  const set = (field: string, header: string) => onChange({ columns: { ...file.columns, [field]: header } });
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        {CSV_FIELDS[kind].map(({ field, required }) => {
          const label = required
            ? t(`column.${field}`)
            : t("column.optional", { name: t(`column.${field}`) });
          const value = file.columns[field] ?? "";
          if (!headers) {
            const common = {
              label,
              value,
              onChange: (header: string) => set(field, header),
              autoComplete: "off",
            };
            return <TextField key={field} {...common} />;
          }
          const none = { label: t(required ? "column.choose" : "column.none"), value: "" };
          const options = [none, ...headers.map((header) => ({ label: header, value: header }))];
          return (
            <Select
              key={field}
              label={label}
              options={options}
              value={value}
              onChange={(to) => set(field, to)}
            />
          );
        })}
      </FormLayout.Group>
      {kind === "stock" && !file.columns["warehouse"] ? (
        <TextField
          label={t("file.warehouse")}
          helpText={t("file.warehouseHelp")}
          value={file.warehouse}
          onChange={(warehouse) => onChange({ warehouse })}
          autoComplete="off"
        />
      ) : null}
    </FormLayout>
  );
}
