import type { FeedKind } from "#app/core/source/feeds.ts";
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
import type { FilePreview as FileLook } from "#app/core/source/file-preview.ts";
import type { FileDraft } from "./files-draft.ts";
import { FileColumns } from "./file-columns.tsx";
import { FilePreview } from "./file-preview.tsx";

interface Props {
  kind: FeedKind;
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
            <FileColumns
              kind={kind}
              file={file}
              headers={look?.ok ? look.headers : null}
              onChange={onChange}
            />
            {look?.ok ? <FilePreview {...look} chosen={chosenColumns(file)} /> : null}
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

function chosenColumns({ columns, options, extras }: FileDraft): string[] {
  return [
    ...Object.values(columns),
    ...options.map(({ column }) => column),
    ...extras.map(({ column }) => column),
  ];
}
