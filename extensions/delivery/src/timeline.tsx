import type { I18n } from "@shopify/ui-extensions";
import type { Delivery, DeliveryParcel } from "#app/core/orders/progress/delivery.ts";

interface TimelineProps {
  delivery: Delivery;
  i18n: I18n;
  timeZone: string;
}

/** What was ordered, what was shipped, where it is: each step with its day, and each parcel with its number. */
export function Timeline({ delivery, i18n, timeZone }: TimelineProps) {
  const day = (at: string) => i18n.formatDate(new Date(at), { dateStyle: "medium", timeZone });
  const { cancelledAt, promisedAt, steps, parcels, waiting } = delivery;
  if (cancelledAt !== null) return <s-text>{i18n.translate("cancelled", { day: day(cancelledAt) })}</s-text>;
  return (
    <s-stack gap="base">
      {promisedAt !== null && <s-text>{i18n.translate("promised", { day: day(promisedAt) })}</s-text>}
      <s-ordered-list>
        {steps.map(({ step, at, reached }) => (
          <s-list-item key={step}>
            <s-text
              type={reached === "all" ? "strong" : "generic"}
              color={reached === "none" ? "subdued" : "base"}
            >
              {i18n.translate(`step.${step}`)}
            </s-text>
            <s-text color="subdued"> {at === null ? i18n.translate(`reached.${reached}`) : day(at)}</s-text>
          </s-list-item>
        ))}
      </s-ordered-list>
      {parcels.map((parcel, index) => (
        <Parcel key={index} parcel={parcel} i18n={i18n} day={day} />
      ))}
      {waiting > 0 && parcels.length > 0 && <s-text>{i18n.translate("waiting", { count: waiting })}</s-text>}
    </s-stack>
  );
}

function Parcel({ parcel, i18n, day }: { parcel: DeliveryParcel; i18n: I18n; day: (at: string) => string }) {
  const { carrier, number, url, step, at } = parcel;
  const name = [carrier, number].filter((part) => part !== null).join(" ");
  const label = name === "" ? i18n.translate("parcel") : name;
  return (
    <s-stack direction="inline" gap="small-200">
      {url === null ? (
        <s-text>{label}</s-text>
      ) : (
        <s-link href={url} target="_blank">
          {label}
        </s-link>
      )}
      <s-text color="subdued">
        {at === null
          ? i18n.translate(`step.${step}`)
          : i18n.translate("stepOn", { step: i18n.translate(`step.${step}`), day: day(at) })}
      </s-text>
    </s-stack>
  );
}
