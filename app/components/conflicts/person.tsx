import { BlockStack, ChoiceList, Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NAME_CHARS } from "./decisions.ts";

const NOBODY = "\u0000nobody";
const OTHER = "\u0000other";

interface Props {
  people: readonly string[];
  me: string;
  assignee: string | null;
  count: number;
  onSave: (name: string | null) => void;
  onClose: () => void;
}

/** Who is to decide. Shopify does not tell apps who works in the shop, so a name may be typed. */
export function PersonDialog({ people, me, assignee, count, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(assignee ?? me);
  const [typed, setTyped] = useState("");
  const others = people.filter((name) => name !== me);
  const name = chosen === OTHER ? typed.trim() : chosen;
  return (
    <Modal
      open
      onClose={onClose}
      title={t("conflicts.assign.title", { count })}
      primaryAction={{
        content: t("conflicts.do.assign"),
        onAction: () => onSave(chosen === NOBODY ? null : name),
        disabled: name === "",
      }}
      secondaryActions={[{ content: t("conflicts.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <ChoiceList
            title={t("conflicts.assign.label")}
            choices={[
              { label: t("conflicts.assign.me", { name: me }), value: me },
              ...others.map((one) => ({ label: one, value: one })),
              { label: t("conflicts.assign.nobody"), value: NOBODY },
              { label: t("conflicts.assign.other"), value: OTHER },
            ]}
            selected={[chosen]}
            onChange={([to]) => setChosen(to ?? me)}
          />
          {chosen === OTHER ? (
            <TextField
              label={t("conflicts.assign.name")}
              value={typed}
              onChange={setTyped}
              maxLength={NAME_CHARS}
              autoComplete="off"
              autoFocus
            />
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
