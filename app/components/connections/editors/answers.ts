import type { FetcherWithComponents } from "@remix-run/react";
import { useState } from "react";
import type { CheckLine } from "./checklist.tsx";
import type { Problem } from "../../parts/field-problem.ts";
import type { FileLook } from "./file-card.tsx";

export interface EditorAnswer {
  checks?: readonly CheckLine[];
  looks?: readonly FileLook[];
  problems?: readonly Problem[];
}

type Intent = "test" | "look" | "save";

const NONE: never[] = [];

/** Sends the draft, and keeps the last answer of each kind: a test must not wipe the look at the files. */
export function useEditorAnswers(fetcher: FetcherWithComponents<unknown>) {
  const data = fetcher.data as EditorAnswer | undefined;
  const [known, setKnown] = useState<EditorAnswer>({});
  const [last, setLast] = useState<EditorAnswer | undefined>(undefined);
  const [asked, setAsked] = useState<Intent | null>(null);
  if (data && data !== last) {
    setLast(data);
    setKnown({ ...known, problems: NONE, ...data });
  }
  return {
    checks: known.checks ?? null,
    looks: known.looks ?? NONE,
    problems: known.problems ?? NONE,
    busy: fetcher.state === "idle" ? null : asked,
    onSend(intent: Intent, draft: object) {
      setAsked(intent);
      fetcher.submit(
        { intent, draft: { ...draft } },
        {
          method: "post",
          encType: "application/json",
        },
      );
    },
  };
}
