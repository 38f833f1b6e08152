import { BlockStack, Button, Card, Icon, InlineStack, Text } from "@shopify/polaris";
import {
  AlertCircleIcon,
  CheckCircleIcon,
  ClockIcon,
  MinusCircleIcon,
  XCircleIcon,
} from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Explanation } from "#app/core/values/why.ts";
import { cureStep } from "./cure.ts";
import { useFormat, type formats } from "../parts/format.ts";
import { useShopFacts } from "../parts/shop-facts.tsx";
import { SupportButton } from "./support-button.tsx";
import { placeInWords, valueText, type NamedValue } from "./text.ts";
import { WayPicture } from "./way-picture.tsx";

type CauseValue = Explanation["cause"] & NamedValue & { holdId: string | null };

export interface WhyFacts {
  of: "product" | "variant";
  productId: string;
  variantId: string | null;
  sku: string | null;
  connectionId: string | null;
  source: string | null;
  explanation: Omit<Explanation, "cause"> & { cause: CauseValue | null };
}

interface Props {
  why: WhyFacts;
  busy: boolean;
  onRepair: () => void;
}

const FACES = {
  "in-step": { icon: CheckCircleIcon, tone: "success" },
  repairing: { icon: ClockIcon, tone: "info" },
  "needs-you": { icon: AlertCircleIcon, tone: "caution" },
  cannot: { icon: XCircleIcon, tone: "critical" },
  "not-kept": { icon: MinusCircleIcon, tone: "subdued" },
} as const;

/** Why it is or is not in step: a sentence, a picture of the way with what is broken, and the one cure. */
export function WhyCard({ why, busy, onRepair }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name } = useShopFacts();
  const { state, broken, cause } = why.explanation;
  const face = FACES[state];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t(state === "in-step" ? "explain.titleInStep" : "explain.title")}
        </Text>
        <InlineStack gap="200" wrap={false} blockAlign="start">
          <span>
            <Icon source={face.icon} tone={face.tone} accessibilityLabel={t(`explain.state.${state}`)} />
          </span>
          <BlockStack gap="050">
            <Text as="p" variant="bodyLg">
              {explanationInWords(why.explanation, t, format)}
            </Text>
            {cause && state !== "in-step" ? (
              <Text as="p" tone="subdued">
                {placeInWords(cause, t, format)}
              </Text>
            ) : null}
          </BlockStack>
        </InlineStack>
        <WayPicture
          state={state}
          broken={broken}
          source={why.source ?? t("sides.source")}
          shop={name || t("sides.shop")}
        />
        <InlineStack gap="200">
          <CureButton why={why} busy={busy} onRepair={onRepair} />
          <SupportButton id={why.variantId ? `variant-${why.variantId}` : `product-${why.productId}`} />
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** The explanation as one sentence, with its values formatted. */
export function explanationInWords(
  { sentence, cause }: Pick<WhyFacts["explanation"], "sentence" | "cause">,
  t: TFunction,
  format: ReturnType<typeof formats>,
): string {
  const text = (value: string) => (cause === null ? value : valueText(cause, value, t, format));
  const { shows, should, message, count } = sentence.params;
  const shown = cause?.kind === "stock" && cause.observed === null ? t("receipt.notStocked") : text(shows);
  return t(sentence.key, { count, message, shows: shown, should: text(should) });
}

function CureButton({ why, busy, onRepair }: Props) {
  const { t } = useTranslation();
  const { cure, cause } = why.explanation;
  if (cure === null) return null;
  const step = cureStep(cure, { ...why, holdId: cause?.holdId ?? null });
  if ("do" in step) {
    return (
      <Button variant="primary" onClick={onRepair} loading={busy}>
        {t(`explain.cure.${cure}`)}
      </Button>
    );
  }
  return (
    <Button variant="primary" url={step.url} {...(step.external ? { target: "_top" } : {})}>
      {t(`explain.cure.${cure}`)}
    </Button>
  );
}
