import { Banner, BlockStack, ChoiceList, Modal, Select, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import { fieldInWords } from "../values/text.ts";
import type { RuleDraft } from "./decisions.ts";
import { NotSaved, postRule, type RulePreview } from "./post.ts";
import type { ConflictRow } from "./session.ts";

interface Props {
  row: ConflictRow;
  onClose: () => void;
  onSaid: (text: string) => void;
}

type Preview = { state: "counting" } | { state: "failed" } | { state: "known"; counts: RulePreview };

/** "Always do this for ...": a rule, and what it would have decided, before it is saved. */
export function RuleDialog({ row, onClose, onSaid }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const scopes = scopesOf(row);
  const [authority, setAuthority] = useState<RuleDraft["authority"]>("source");
  const [at, setAt] = useState(0);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState(false);
  const { scope, subject } = scopes[at] ?? { scope: "shop" as const, subject: "" };
  const preview = usePreview({ field: row.field, scope, subject, authority });
  const field = fieldInWords(row.field, t, format);
  const save = async () => {
    setSaving(true);
    setRefused(false);
    try {
      await postRule({ field: row.field, scope, subject, authority }, true);
    } catch (error) {
      if (!(error instanceof NotSaved)) throw error;
      setSaving(false);
      setRefused(true);
      return;
    }
    onSaid(t("conflicts.rule.saved"));
    onClose();
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={t("conflicts.rule.title", { field })}
      primaryAction={{ content: t("conflicts.rule.save"), onAction: () => void save(), loading: saving }}
      secondaryActions={[{ content: t("conflicts.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          {refused ? <Banner tone="critical" title={t("conflicts.notSaved")} /> : null}
          <ChoiceList
            title={t("conflicts.rule.always")}
            choices={(["source", "shop"] as const).map((value) => ({
              label: t(`conflicts.rule.${value}`),
              value,
              helpText: t(`conflicts.rule.${value}Help`),
            }))}
            selected={[authority]}
            onChange={([to]) => setAuthority(to === "shop" ? "shop" : "source")}
          />
          <Select
            label={t("conflicts.rule.for")}
            options={scopes.map(({ scope: one, name }, index) => ({
              label: t(`conflicts.rule.scope.${one}`, { name }),
              value: String(index),
            }))}
            value={String(at)}
            onChange={(to) => setAt(Number(to))}
          />
          <Counts preview={preview} />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

/** What the rule may be for, narrowest first. */
function scopesOf({ sku, tags, vendor, collections }: ConflictRow) {
  const scopes: { scope: RuleDraft["scope"]; subject: string; name: string }[] = [];
  if (sku) scopes.push({ scope: "sku", subject: sku, name: sku });
  for (const tag of tags) scopes.push({ scope: "tag", subject: tag, name: tag });
  if (vendor) scopes.push({ scope: "vendor", subject: vendor, name: vendor });
  for (const { id, title } of collections) scopes.push({ scope: "collection", subject: id, name: title });
  return [...scopes, { scope: "shop" as const, subject: "", name: "" }];
}

function usePreview({ field, scope, subject, authority }: RuleDraft): Preview {
  const asked = JSON.stringify([field, scope, subject, authority]);
  const [known, setKnown] = useState<{ asked: string; preview: Preview } | null>(null);
  useEffect(() => {
    let current = true;
    const keep = (preview: Preview) => current && setKnown({ asked, preview });
    postRule({ field, scope, subject, authority }, false).then(
      (counts) => keep({ state: "known", counts }),
      () => keep({ state: "failed" }),
    );
    return () => {
      current = false;
    };
  }, [asked, field, scope, subject, authority]);
  return known?.asked === asked ? known.preview : { state: "counting" };
}

function Counts({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  if (preview.state === "counting") return <Banner tone="info" title={t("conflicts.rule.counting")} />;
  if (preview.state === "failed") return <Banner tone="warning" title={t("conflicts.rule.uncounted")} />;
  const { alike, otherwise, settles } = preview.counts;
  return (
    <Banner tone="info" title={t("conflicts.rule.settles", { count: settles })}>
      <Text as="p">
        {alike + otherwise === 0
          ? t("conflicts.rule.noPast")
          : t("conflicts.rule.past", { count: alike + otherwise, alike })}
      </Text>
    </Banner>
  );
}
