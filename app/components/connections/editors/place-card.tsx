import { BlockStack, Card, ChoiceList, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FilesDraft } from "./files-draft.ts";
import { errorProp } from "../../parts/field-problem.ts";
import { useFormat } from "../../parts/format.ts";

interface Props {
  draft: FilesDraft;
  onChange: (part: Partial<FilesDraft>) => void;
  secretsSetAt: string | null;
  problemOf: (field: string) => string | undefined;
}

/** Where the files are, and how to get there. Each field says where to find its value. */
export function PlaceCard({ draft, onChange, secretsSetAt, problemOf }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("place.title")}
        </Text>
        <ChoiceList
          title={t("place.kind")}
          titleHidden
          choices={[
            { label: t("place.local"), value: "local", helpText: t("place.localHelp") },
            { label: t("place.sftp"), value: "sftp", helpText: t("place.sftpHelp") },
          ]}
          selected={[draft.place]}
          onChange={([place]) => onChange({ place: place === "sftp" ? "sftp" : "local" })}
        />
        <FormLayout>
          {draft.place === "sftp" ? <SftpFields {...{ draft, onChange, secretsSetAt, problemOf }} /> : null}
          <TextField
            id="place.folder"
            label={t("place.folder")}
            helpText={t(draft.place === "sftp" ? "place.folderSftpHelp" : "place.folderHelp")}
            value={draft.folder}
            onChange={(folder) => onChange({ folder })}
            autoComplete="off"
            spellCheck={false}
            {...errorProp(problemOf("place.folder"))}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

function SftpFields({ draft, onChange, secretsSetAt, problemOf }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = secretsSetAt === null ? undefined : t("place.secretSet", { day: format.day(secretsSetAt) });
  return (
    <>
      <FormLayout.Group>
        <TextField
          id="place.host"
          label={t("place.host")}
          helpText={t("place.hostHelp")}
          value={draft.host}
          onChange={(host) => onChange({ host })}
          autoComplete="off"
          {...errorProp(problemOf("place.host"))}
        />
        <TextField
          id="place.port"
          label={t("place.port")}
          type="integer"
          value={draft.port}
          onChange={(port) => onChange({ port })}
          autoComplete="off"
          {...errorProp(problemOf("place.port"))}
        />
      </FormLayout.Group>
      <TextField
        id="place.user"
        label={t("place.user")}
        helpText={t("place.userHelp")}
        value={draft.user}
        onChange={(user) => onChange({ user })}
        autoComplete="off"
        {...errorProp(problemOf("place.user"))}
      />
      <TextField
        id="password"
        {...errorProp(problemOf("password"))}
        label={t("place.password")}
        helpText={kept ?? t("place.passwordHelp")}
        type="password"
        value={draft.password}
        onChange={(password) => onChange({ password })}
        autoComplete="new-password"
      />
      <TextField
        id="privateKey"
        {...errorProp(problemOf("privateKey"))}
        label={t("place.privateKey")}
        helpText={kept ?? t("place.privateKeyHelp")}
        multiline={3}
        value={draft.privateKey}
        onChange={(privateKey) => onChange({ privateKey })}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        id="passphrase"
        {...errorProp(problemOf("passphrase"))}
        label={t("place.passphrase")}
        type="password"
        value={draft.passphrase}
        onChange={(passphrase) => onChange({ passphrase })}
        autoComplete="new-password"
      />
      <TextField
        id="place.hostKey"
        label={t("place.hostKey")}
        helpText={t("place.hostKeyHelp")}
        value={draft.hostKey}
        onChange={(hostKey) => onChange({ hostKey })}
        autoComplete="off"
        spellCheck={false}
        {...errorProp(problemOf("place.hostKey"))}
      />
    </>
  );
}
