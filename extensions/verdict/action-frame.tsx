import type { I18n } from "@shopify/ui-extensions";
import type { ComponentChildren } from "preact";
import { Trouble } from "./trouble.tsx";
import type { Cure } from "./use-cure.ts";

interface Props<Answer> {
  hand: Cure<Answer>;
  i18n: I18n;
  close: () => void;
  /** What can be done about it here; null: nothing. */
  cureText: (answer: Answer) => string | null;
  openText: (answer: Answer) => string;
  children: (answer: Answer) => ComponentChildren;
}

/** An action's window: Concord's answer, what can be done about it, and the way to Concord's own page. */
export function ActionFrame<Answer extends { page: string }>(props: Props<Answer>) {
  const { hand, i18n } = props;
  const { heard, cure, curing, unheard } = hand;
  const answer = heard.status === "ready" ? heard.answer : null;
  const cureText = answer && props.cureText(answer);
  return (
    <s-admin-action heading={i18n.translate("heading")} loading={heard.status === "loading"}>
      {cureText !== null && (
        <s-button slot="primary-action" variant="primary" loading={curing} onClick={() => void cure()}>
          {cureText}
        </s-button>
      )}
      {answer && (
        <s-button slot="secondary-actions" href={`app:${answer.page}`}>
          {props.openText(answer)}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={props.close}>
        {i18n.translate("close")}
      </s-button>
      <s-stack gap="base">
        {unheard && <s-banner tone="critical">{i18n.translate("unheard")}</s-banner>}
        {answer ? props.children(answer) : <Trouble hand={hand} i18n={i18n} />}
      </s-stack>
    </s-admin-action>
  );
}
