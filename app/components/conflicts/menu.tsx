import { ActionList, Button, Popover } from "@shopify/polaris";
import { MenuHorizontalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConflictRow } from "./row-type.ts";

const COMMANDS = ["value", "ignore", "assign", "note", "rule"] as const;
export type MenuCommand = (typeof COMMANDS)[number];

interface Props {
  row: ConflictRow;
  name: string;
  onCommand: (command: MenuCommand) => void;
}

/** The rarer choices of a row. */
export function ConflictMenu({ row, name, onCommand }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const commands = COMMANDS.filter((command) => command !== "value" || row.field !== "photos");
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      activator={
        <Button
          variant="tertiary"
          icon={MenuHorizontalIcon}
          accessibilityLabel={t("conflicts.more", { name })}
          onClick={() => setOpen((before) => !before)}
        />
      }
    >
      <ActionList
        actionRole="menuitem"
        onActionAnyItem={() => setOpen(false)}
        items={commands.map((command) => ({
          content: t(`conflicts.do.${command}`),
          onAction: () => onCommand(command),
        }))}
      />
    </Popover>
  );
}
