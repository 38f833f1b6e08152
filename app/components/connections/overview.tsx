import { BlockStack, Button, Card, InlineStack, Link, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import type { LinkCounts } from "./link-counts.tsx";

interface Props {
  name: string;
  state: string;
  links: LinkCounts;
  linksUrl: string;
  busy: boolean;
  onPause: () => void;
  onRemove: () => void;
}

/** What the connection covers, and how to stop it for a while or for good. */
export function ConnectionOverview({ name, state, links, linksUrl, busy, onPause, onRemove }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("connection.covers")}
          </Text>
          <Text as="p">
            {t("connection.linked", { count: links.confirmed, linked: format.number(links.confirmed) })}{" "}
            <Link url={linksUrl}>{t("connection.seeLinks")}</Link>
          </Text>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t(state === "paused" ? "connection.resumeTitle" : "connection.pauseTitle")}
          </Text>
          <Text as="p" tone="subdued">
            {t(state === "paused" ? "connection.resumeText" : "connection.pauseText")}
          </Text>
          <InlineStack gap="200">
            {state === "setup" ? null : (
              <Button onClick={onPause} loading={busy}>
                {t(state === "paused" ? "connection.resume" : "connection.pause")}
              </Button>
            )}
            <Button tone="critical" variant="tertiary" onClick={() => setAsking(true)}>
              {t("connection.remove")}
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t("connection.removeTitle", { name })}
        primaryAction={{
          content: t("connection.removeYes"),
          destructive: true,
          onAction: onRemove,
          loading: busy,
        }}
        secondaryActions={[{ content: t("connection.removeNo"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t("connection.removeText")}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}
