import { Box, Button, Checkbox, InlineStack, Text } from "@shopify/polaris";
import { useCallback, useEffect, useRef, useState, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "../parts/shop-facts.tsx";
import { useStableHandlers, type RowHandlers } from "./handlers.ts";
import { ConflictItem, type ConflictItemProps } from "./item.tsx";
import { openRows, type Session } from "./session.ts";

const MINUTE_MS = 60_000;

/** Moves the focus between rows. A decision by pointer moves it without scrolling, so that nothing jumps. */
export function useRowFocus() {
  const rows = useRef(new Map<string, HTMLLIElement>());
  const refs = useRef(new Map<string, Ref<HTMLLIElement>>());
  const [wanted, setWanted] = useState<{ key: string; scroll: boolean } | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const row = rows.current.get(wanted.key);
    row?.focus({ preventScroll: true });
    if (wanted.scroll) row?.scrollIntoView({ block: "nearest" });
  }, [wanted]);
  /** The same function at every render, so that a row need not be drawn again. */
  const register = useCallback((key: string): Ref<HTMLLIElement> => {
    const known = refs.current.get(key);
    if (known !== undefined) return known;
    const ref = (element: HTMLLIElement | null) => {
      if (element) rows.current.set(key, element);
      else rows.current.delete(key);
    };
    refs.current.set(key, ref);
    return ref;
  }, []);
  return {
    on: (key: string | null, scroll: boolean) => setWanted(key === null ? null : { key, scroll }),
    register,
  };
}

interface Props extends RowHandlers {
  session: Session;
  expanded: readonly string[];
  register: ConflictItemProps["register"];
  empty: ReactNode;
  more: boolean;
  loadingMore: boolean;
  onMore: () => void;
  onSelectAll: (keys: readonly string[]) => void;
}

/** Conflicts one below the other; a table's columns where there is room, cards where there is not. */
export function ConflictList(props: Props) {
  const { session, expanded, register, empty, more, loadingMore, onMore, onSelectAll } = props;
  const { t } = useTranslation();
  const handlers = useStableHandlers(props);
  // Hundreds of ages that count seconds would make every key slow.
  const now = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const { rows, active, selected } = session;
  if (rows.length === 0) return <>{empty}</>;
  const open = openRows(session).map(({ row }) => row.key);
  const all = open.length > 0 && selected.length === open.length;
  return (
    <div data-conflicts>
      <div className="conflicts-head">
        <Checkbox
          label={t("conflicts.selectAll")}
          labelHidden
          disabled={open.length === 0}
          checked={all ? true : selected.length > 0 ? "indeterminate" : false}
          onChange={() => onSelectAll(all ? [] : open)}
        />
        <span className="conflicts-head-narrow">
          <Text as="span" variant="bodySm" tone="subdued">
            {t("conflicts.selectAll")}
          </Text>
        </span>
        {(["product", "question", "agreed", "source", "shop", "age"] as const).map((column) => (
          <Text as="span" variant="bodySm" tone="subdued" fontWeight="medium" key={column}>
            {t(`conflicts.column.${column}`)}
          </Text>
        ))}
      </div>
      <ul className="conflicts" aria-label={t("conflicts.title")}>
        {rows.map((listed) => (
          <ConflictItem
            key={listed.row.key}
            listed={listed}
            active={active === listed.row.key}
            selected={selected.includes(listed.row.key)}
            expanded={expanded.includes(listed.row.key)}
            now={now}
            register={register}
            {...handlers}
          />
        ))}
      </ul>
      {more ? (
        <Box padding="400">
          <InlineStack align="center">
            <Button onClick={onMore} loading={loadingMore}>
              {t("conflicts.showMore")}
            </Button>
          </InlineStack>
        </Box>
      ) : null}
    </div>
  );
}
