import {
  ActionList,
  Badge,
  BlockStack,
  Button,
  Checkbox,
  InlineStack,
  Popover,
  Text,
  Tooltip,
} from "@shopify/polaris";
import { MenuHorizontalIcon } from "@shopify/polaris-icons";
import { memo, useState, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import { ProductCell } from "../values/product-cell.tsx";
import { ConflictDifference, isLong } from "./difference.tsx";
import type { ConflictRow, ListedRow } from "./session.ts";
import { MENU_COMMANDS, type MenuCommand, type RowHandlers } from "./handlers.ts";
import { AgreedSide, ShopSide, Since, SourceSide } from "./sides.tsx";
import { currencyOf, nameOf, problemInWords, questionInWords, rowLabel } from "./words.ts";

export interface ConflictItemProps extends RowHandlers {
  listed: ListedRow;
  active: boolean;
  selected: boolean;
  expanded: boolean;
  /** To the minute. */
  now: number;
  register: (key: string) => Ref<HTMLLIElement>;
}

/** One conflict: the question, the three values, and what may be done. It keeps its height when it is decided. */
export const ConflictItem = memo(function ConflictItem(props: ConflictItemProps) {
  const { listed, active, selected, expanded, now, register, onActivate, onSelect, onTake, onMenu } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { row, state } = listed;
  const { key } = row;
  const open = state === "open";
  const name = nameOf(row, t);
  return (
    <li
      className="conflict"
      ref={register(key)}
      tabIndex={active ? 0 : -1}
      data-active={active}
      data-state={state}
      aria-current={active ? "true" : undefined}
      aria-label={rowLabel(row, t, format)}
      onFocus={() => onActivate(key)}
    >
      <div className={open ? "" : "conflict-hidden"}>
        <Checkbox
          label={t("conflicts.select", { name })}
          labelHidden
          checked={selected}
          onChange={() => onSelect(key)}
        />
      </div>
      <div className="conflict-product">
        <ProductCell product={row} />
      </div>
      <div className="conflict-question">
        <Question {...props} />
      </div>
      <AgreedSide row={row} now={now} />
      <SourceSide row={row} now={now} open={open} onTake={() => onTake(key, { take: "source" })} />
      <ShopSide row={row} now={now} open={open} onTake={() => onTake(key, { take: "shop" })} />
      <div className="conflict-end">
        <Text as="span" variant="bodySm" tone="subdued">
          {row.since ? <Since at={row.since} now={now} /> : null}
        </Text>
        {open ? <ConflictMenu row={row} name={name} onCommand={(command) => onMenu(key, command)} /> : null}
      </div>
      {expanded ? (
        <div className="conflict-wide">
          <ConflictDifference row={row} />
        </div>
      ) : null}
    </li>
  );
});

function Question({ listed, expanded, onExpand }: ConflictItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row, state, choice, problem } = listed;
  const open = state === "open";
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Text as="span" fontWeight="medium">
        {questionInWords(row, t, format)}
      </Text>
      {state === "gone" ? <Badge>{t("conflicts.outcome.gone")}</Badge> : null}
      {choice ? <Badge tone="success">{t(`conflicts.badge.${choice.take}`)}</Badge> : null}
      {problem ? (
        <Text as="span" tone="critical">
          {listed.typed === null ? problem : problemInWords(problem, currencyOf(row), t)}
        </Text>
      ) : null}
      {isLong(row) && open ? (
        <Button variant="plain" onClick={() => onExpand(row.key)} ariaExpanded={expanded}>
          {t(expanded ? "conflicts.hideDifference" : "conflicts.showDifference")}
        </Button>
      ) : null}
      <InlineStack gap="100">
        {open && row.assignee ? <Badge tone="info">{row.assignee}</Badge> : null}
        {open && row.note ? (
          <Tooltip content={row.note}>
            <Text as="span" variant="bodySm" tone="subdued">
              {t("conflicts.noteSays", { note: row.note })}
            </Text>
          </Tooltip>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}

interface MenuProps {
  row: ConflictRow;
  name: string;
  onCommand: (command: MenuCommand) => void;
}

/** The rarer choices of a row. */
export function ConflictMenu({ row, name, onCommand }: MenuProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const commands = MENU_COMMANDS.filter((command) => command !== "value" || row.field !== "photos");
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
