import { Button } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Puts the explanation with all values as JSON where it can be pasted into a message. */
export function SupportButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<"idle" | "busy" | "copied" | "failed">("idle");
  const copy = async () => {
    setState("busy");
    const answer = await fetch(`/app/why/${id}.json`);
    if (!answer.ok) return setState("failed");
    const text = await answer.text();
    setState((await copied(text)) ? "copied" : "failed");
  };
  return (
    <Button onClick={() => void copy()} loading={state === "busy"}>
      {t(`explain.support.${state === "busy" ? "idle" : state}`)}
    </Button>
  );
}

/** A frame may use the clipboard only where the page around it allows that; selected text always may be copied. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
