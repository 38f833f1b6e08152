import {
  BlockStack,
  Box,
  Button,
  Card,
  Icon,
  InlineGrid,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SYSTEM_KINDS, type System } from "#app/core/source/system.ts";
import { EDGE } from "../parts/edge.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { capabilities } from "./capabilities.ts";
import { useSystemTexts } from "./editors/field-words.ts";
import { KIND_ICONS } from "./kind-icons.ts";

/** Every system that can be connected, by what it is to the merchant. */
export function Gallery({ systems }: { systems: readonly System[] }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState("");
  const wordsOf = ({ name, kind, can, texts }: System): string =>
    [name, t(`systems.kind.${kind}`), texts[i18n.language]?.about ?? "", ...capabilities(can, t)].join(" ");
  const found = systems.filter((system) => fits(wordsOf(system), text));
  return (
    <BlockStack gap="500">
      <BlockStack>
        <Box paddingInline={EDGE}>
          <TextField
            label={t("systems.search")}
            labelHidden
            placeholder={t("systems.search")}
            prefix={<Icon source={SearchIcon} tone="subdued" />}
            value={text}
            onChange={setText}
            clearButton
            onClearButtonClick={() => setText("")}
            autoComplete="off"
            role="searchbox"
          />
        </Box>
        <div role="status">
          {found.length === 0 ? (
            <Box paddingBlockStart="500">
              <Card>
                <EmptyNote
                  title={t("systems.none", { text })}
                  text={t("systems.noneText")}
                  action={{ content: t("systems.all"), onAction: () => setText("") }}
                />
              </Card>
            </Box>
          ) : null}
        </div>
      </BlockStack>
      {SYSTEM_KINDS.map((kind) => {
        const own = found.filter((system) => system.kind === kind);
        if (own.length === 0) return null;
        return (
          <BlockStack gap="300" key={kind}>
            <Box paddingInline={EDGE}>
              <Text as="h2" variant="headingMd">
                {t(`systems.kind.${kind}`)}
              </Text>
            </Box>
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
              {own.map((system) => (
                <SystemCard key={system.id} system={system} />
              ))}
            </InlineGrid>
          </BlockStack>
        );
      })}
    </BlockStack>
  );
}

function SystemCard({ system }: { system: System }) {
  const { t } = useTranslation();
  const { id, name, kind, can } = system;
  const { about } = useSystemTexts(system);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          <InlineStack gap="200" blockAlign="center" wrap={false}>
            <span>
              <Icon source={KIND_ICONS[kind]} tone="subdued" />
            </span>
            <Text as="h3" variant="headingSm">
              {name}
            </Text>
          </InlineStack>
          <Button url={`/app/connections/new/${id}`} accessibilityLabel={t("systems.connectNamed", { name })}>
            {t("systems.connect")}
          </Button>
        </InlineStack>
        <Text as="p">{about}</Text>
        <Text as="p" tone="subdued">
          {capabilities(can, t).join(" · ")}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** Every word that was typed begins some word of the text, in upper or lower case. */
function fits(words: string, typed: string): boolean {
  const all = words.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
