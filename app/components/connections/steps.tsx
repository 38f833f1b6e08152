import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

const STEPS = [
  "overview",
  "settings",
  "warehouses",
  "prices",
  "links",
  "plan",
  "orders",
  "set-aside",
] as const;

interface Props {
  id: string;
  done: { mapped: boolean; listed: boolean; linked: boolean; live: boolean; ordered: boolean };
  setAside: number;
  /** The source gives prices, so its price lists have a page. */
  prices: boolean;
  /** The source takes orders or reports shipments, so that there are rules about them. */
  orders: boolean;
}

/** The pages of one connection, in the order in which it is set up. */
export function ConnectionSteps({ id, done, setAside, prices, orders }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const base = `/app/connections/${id}`;
  const offered = { prices, orders };
  const steps = STEPS.filter((step) => (step === "prices" || step === "orders" ? offered[step] : true));
  const current = steps.findIndex((step) => pathname.replace(/\/$/, "") === `${base}/${step}`);
  const ticks = {
    overview: false,
    settings: true,
    warehouses: done.mapped,
    prices: done.listed,
    links: done.linked,
    plan: done.live,
    orders: done.ordered,
  };
  const tabs = steps.map((step) => {
    const label = t(`connection.step.${step}`);
    if (step === "set-aside") return { id: step, content: setAside > 0 ? `${label} ${setAside}` : label };
    const content = ticks[step] ? t("connection.stepDone", { step: label }) : label;
    return { id: step, content, accessibilityLabel: content };
  });
  const open = (index: number) => navigate(index === 0 ? base : `${base}/${steps[index]}`);
  return <Tabs tabs={tabs} selected={Math.max(0, current)} onSelect={open} />;
}
