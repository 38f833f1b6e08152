import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import { SearchTabs } from "../parts/search-tabs.tsx";

export type HoldTab = "moves" | "zero" | "lower" | "all";

interface Props {
  tabs: readonly HoldTab[];
  tab: HoldTab;
  zeroed: number;
  changes: number;
  text: string;
  onTab: (tab: HoldTab) => void;
  onText: (text: string) => void;
}

export function HoldTabs({ tabs, tab, zeroed, changes, text, onTab, onText }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = {
    moves: t("hold.tab.moves"),
    lower: t("hold.tab.lower"),
    zero: t("hold.tab.zero", { number: format.number(zeroed) }),
    all: t("hold.tab.all", { number: format.number(changes) }),
  };
  return (
    <SearchTabs
      tabs={tabs.map((id) => ({ id, content: labels[id] }))}
      tab={tab}
      text={text}
      label={t("drift.search")}
      onTab={onTab}
      onText={onText}
    />
  );
}
