import { useFetcher } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyNote } from "../parts/empty-note.tsx";
import type { LinkCounts } from "./link-counts.tsx";
import { LinkTable, type LinkRow, type LinkVariant } from "./link-table.tsx";
import { LinkTabs, type LinkState } from "./link-tabs.tsx";
import type { useListAddress } from "../parts/list-address.ts";
import { UnitModal } from "./unit-modal.tsx";
import { VariantPicker } from "./variant-picker.tsx";

interface Props {
  state: LinkState;
  text: string;
  counts: LinkCounts;
  rows: readonly LinkRow[];
  next: string | null;
  list: ReturnType<typeof useListAddress>;
  /** Answers `{ found }` for `?find=`. */
  findUrl: string;
  onSend: (
    intent: "confirm" | "choose" | "ignore" | "reopen" | "unit",
    fields: Record<string, string[]>,
  ) => void;
}

/** The list of links in one state, and the two questions that may be asked about a row. */
export function LinkReview({ state, text, counts, rows, next, list, findUrl, onSend }: Props) {
  const { t } = useTranslation();
  const finder = useFetcher<{ found: LinkVariant[] }>();
  const [choosing, setChoosing] = useState<LinkRow | null>(null);
  const [measuring, setMeasuring] = useState<LinkRow | null>(null);
  return (
    <>
      <Card padding="0">
        <LinkTabs
          state={state}
          counts={counts}
          text={text}
          onState={(to) => list.set("state", to)}
          onText={(to) => list.set("text", to)}
        />
        <LinkTable
          rows={rows}
          selectable={state === "proposed"}
          empty={<EmptyNote title={t(`links.empty.${state}`)} text={t(`links.emptyText.${state}`)} />}
          pagination={list.paging(next)}
          onConfirm={(skus) => onSend("confirm", { sku: [...skus] })}
          onChoose={setChoosing}
          onIgnore={(sku) => onSend("ignore", { sku: [sku] })}
          onReopen={(sku) => onSend("reopen", { sku: [sku] })}
          onUnit={setMeasuring}
        />
      </Card>
      <VariantPicker
        key={choosing?.sku ?? ""}
        row={choosing}
        found={finder.data?.found ?? []}
        searching={finder.state !== "idle"}
        onSearch={(find) => finder.load(`${findUrl}?${new URLSearchParams({ find }).toString()}`)}
        onPick={(sku, variant) => {
          onSend("choose", { sku: [sku], variant: [variant] });
          setChoosing(null);
        }}
        onClose={() => setChoosing(null)}
      />
      {measuring ? (
        <UnitModal
          row={measuring}
          onSave={(sku, unit) => {
            onSend("unit", { sku: [sku], unit: [String(unit)] });
            setMeasuring(null);
          }}
          onClose={() => setMeasuring(null)}
        />
      ) : null}
    </>
  );
}
