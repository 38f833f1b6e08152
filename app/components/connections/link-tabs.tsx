import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import type { LinkCounts } from "./link-counts.tsx";
import { SearchTabs } from "../parts/search-tabs.tsx";

const STATES = ["proposed", "ambiguous", "missing", "confirmed", "ignored"] as const;
export type LinkState = (typeof STATES)[number];

interface Props {
  state: LinkState;
  counts: LinkCounts;
  text: string;
  onState: (state: LinkState) => void;
  onText: (text: string) => void;
}

export function LinkTabs({ state, counts, text, onState, onText }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SearchTabs
      tabs={STATES.map((id) => ({ id, content: `${t(`links.state.${id}`)} ${format.number(counts[id])}` }))}
      tab={state}
      text={text}
      label={t("links.searchList")}
      onTab={onState}
      onText={onText}
    />
  );
}
