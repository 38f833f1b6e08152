import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

const STEPS = ["overview", "settings", "warehouses", "links", "plan", "set-aside"] as const;

interface Props {
  id: string;
  done: { mapped: boolean; linked: boolean; live: boolean };
  setAside: number;
}

/** The pages of one connection, in the order in which it is set up. */
export function ConnectionSteps({ id, done, setAside }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const base = `/app/connections/${id}`;
  const current = STEPS.findIndex((step) => pathname.replace(/\/$/, "") === `${base}/${step}`);
  const ticks = {
    overview: false,
    settings: true,
    warehouses: done.mapped,
    links: done.linked,
    plan: done.live,
  };
  const tabs = STEPS.map((step) => {
    const label = t(`connection.step.${step}`);
    if (step === "set-aside") return { id: step, content: setAside > 0 ? `${label} ${setAside}` : label };
    const content = ticks[step] ? t("connection.stepDone", { step: label }) : label;
    return { id: step, content, accessibilityLabel: content };
  });
  const open = (index: number) => navigate(index === 0 ? base : `${base}/${STEPS[index]}`);
  return <Tabs tabs={tabs} selected={Math.max(0, current)} onSelect={open} />;
}
