import type { FetcherWithComponents } from "@remix-run/react";
import { useState } from "react";
import type { FilePreview } from "#app/core/source/file-preview.ts";
import type { Problem } from "../../parts/field-problem.ts";
import type { CheckLine } from "./checklist.tsx";
import type { Sent } from "./sent.ts";

export interface EditorAnswer {
  checks?: readonly CheckLine[];
  looks?: readonly FilePreview[];
  problems?: readonly Problem[];
}

/** What every editor of a connection's settings is given. */
export interface EditorProps {
  name: string;
  /** As they are stored; null for a connection that does not exist yet. */
  stored: unknown;
  /** The names of the secrets that are kept already, and since when. */
  secrets: { kept: readonly string[]; setAt: string | null };
  saveLabel: string;
  checks: readonly CheckLine[] | null;
  looks: readonly FilePreview[];
  problems: readonly Problem[];
  busy: Sent["intent"] | null;
  onSend: (sent: Sent) => void;
}

const NONE: never[] = [];

/** Sends what was typed, and keeps the last answer of each kind: a test must not wipe the look at the files. */
export function useEditorAnswers(fetcher: FetcherWithComponents<unknown>) {
  const data = fetcher.data as EditorAnswer | undefined;
  const [known, setKnown] = useState<EditorAnswer>({});
  const [last, setLast] = useState<EditorAnswer | undefined>(undefined);
  const [asked, setAsked] = useState<Sent["intent"] | null>(null);
  if (data && data !== last) {
    setLast(data);
    setKnown({ ...known, problems: NONE, ...data });
  }
  return {
    checks: known.checks ?? null,
    looks: known.looks ?? NONE,
    problems: known.problems ?? NONE,
    busy: fetcher.state === "idle" ? null : asked,
    onSend(sent: Sent) {
      setAsked(sent.intent);
      fetcher.submit({ ...sent }, { method: "post", encType: "application/json" });
    },
  };
}
