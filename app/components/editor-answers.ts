import type { FetcherWithComponents } from "@remix-run/react";
import { useRef } from "react";
import type { CheckLine } from "./checklist.tsx";
import type { CsvDraft } from "./csv-draft.ts";
import type { Problem } from "./field-problem.ts";
import type { FileLook } from "./file-card.tsx";

export interface EditorAnswer {
  checks?: readonly CheckLine[];
  looks?: readonly FileLook[];
  problems?: readonly Problem[];
}

type Intent = "test" | "look" | "save";

/** Sends the draft, and keeps the last answer of each kind: a test must not wipe the look at the files. */
export function useEditorAnswers(fetcher: FetcherWithComponents<unknown>) {
  const known = useRef<Required<EditorAnswer> & { asked: Intent | null; last: unknown }>({
    checks: none,
    looks: none,
    problems: none,
    asked: null,
    last: null,
  });
  const data = fetcher.data as EditorAnswer | undefined;
  if (data && data !== known.current.last) {
    known.current = { ...known.current, problems: none, ...data, last: data };
  }
  const { checks, looks, problems, asked } = known.current;
  return {
    checks: checks === none ? null : checks,
    looks,
    problems,
    busy: fetcher.state === "idle" ? null : asked,
    onSend(intent: Intent, draft: CsvDraft) {
      known.current.asked = intent;
      fetcher.submit({ intent, draft: { ...draft } } as never, { method: "post", encType: "application/json" });
    },
  };
}

const none: never[] = [];
