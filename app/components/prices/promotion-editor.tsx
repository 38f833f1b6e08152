import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, InlineGrid } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../parts/refused.tsx";
import { toPromotionInput, type PromotionDraft } from "./promotion-draft.ts";
import { PromotionForm, type PromotionProblem } from "./promotion-form.tsx";
import { PromotionPreview, type PromotionPreviewData } from "./promotion-preview.tsx";
import { SaveBar } from "../parts/save-bar.tsx";

interface Answer {
  problems?: PromotionProblem[];
  preview?: PromotionPreviewData;
}

interface Props {
  initial: PromotionDraft;
  isNew: boolean;
  /** The promotion is over: it can be read but no longer changed. */
  over: boolean;
  onDiscard: () => void;
}

const PREVIEW_AFTER_MS = 600;

/** A price reduction beside what it would do, looked at again after every change. */
export function PromotionEditor({ initial, isNew, over, onDiscard }: Props) {
  const { t } = useTranslation();
  const previewer = useFetcher<Answer>();
  const saver = useFetcher<Answer>();
  const [draft, setDraft] = useState(initial);
  // Where each page of the preview so far began; the first one begins before everything.
  const [trail, setTrail] = useState<string[]>([]);
  const input = JSON.stringify(toPromotionInput(draft));
  const dirty = input !== JSON.stringify(toPromotionInput(initial));
  const send = (fetcher: Pick<typeof saver, "submit">, intent: "preview" | "save") =>
    fetcher.submit(
      { intent, input: JSON.parse(input) as never, after: trail.at(-1) ?? "" },
      {
        method: "post",
        encType: "application/json",
      },
    );

  useEffect(() => {
    if (over || (isNew && !dirty)) return;
    const timer = setTimeout(() => send(previewer, "preview"), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
    // Only what is asked matters; the fetcher is new at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [input, trail, over, isNew, dirty]);

  const change = (next: PromotionDraft) => {
    setTrail([]);
    setDraft(next);
  };
  const discard = () => {
    change(initial);
    onDiscard();
  };
  const refused = saver.state === "idle" ? (saver.data?.problems ?? []) : [];
  const problems = previewer.data?.problems ?? refused;
  const preview = previewer.data?.preview ?? null;
  // Before anything was saved, an empty name is no mistake yet.
  const shown = problems.filter((problem) => refused.length > 0 || !["name", "subjects"].includes(problem));
  return (
    <>
      <SaveBar
        id="promotion-save-bar"
        open={dirty && !over}
        saving={saver.state !== "idle"}
        onSave={() => send(saver, "save")}
        onDiscard={discard}
      />
      <BlockStack gap="400">
        <Refused answer={saver.data ?? previewer.data} />
        {refused.length > 0 && problems.length > 0 ? (
          <Banner tone="critical" title={t("settings.refused")} />
        ) : null}
        <InlineGrid columns={{ xs: 1, lg: "2fr 3fr" }} gap="400" alignItems="start">
          <PromotionForm draft={draft} problems={shown} disabled={over} onChange={change} />
          {over ? null : (
            <PromotionPreview
              preview={problems.length > 0 ? null : preview}
              busy={previewer.state !== "idle"}
              hasPrevious={trail.length > 0}
              onNext={() => setTrail([...trail, preview?.next ?? ""])}
              onPrevious={() => setTrail(trail.slice(0, -1))}
            />
          )}
        </InlineGrid>
      </BlockStack>
    </>
  );
}
