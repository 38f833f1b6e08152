import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Stage, StageState } from "#app/core/orders/progress/stages.ts";
import { useFormat } from "../parts/format.ts";

const STEP = 18;
const RADIUS = 5;
const MIDDLE = 9;

/** Colours stress what the shapes say. */
const COLORS: Record<StageState, string> = {
  done: "#29845a",
  partly: "#29845a",
  waiting: "#005bd3",
  stuck: "#b98900",
  open: "#8a8a8a",
  none: "#b5b5b5",
};

/** An order's way through the systems at a glance: full, half, pulsing ring, warning sign, empty or a dash. */
export function OrderDots({ stages }: { stages: readonly Stage[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = stages.map((stage) => stageInWords(stage, t, format));
  return (
    <svg
      width={STEP * stages.length}
      height={MIDDLE * 2}
      role="img"
      aria-label={words.join(", ")}
      style={{ display: "block", flexShrink: 0 }}
    >
      {stages.map((stage, index) => (
        <g key={stage.name}>
          <title>{words[index]}</title>
          {index > 0 ? (
            <line
              x1={STEP * index - MIDDLE + RADIUS}
              x2={STEP * index + MIDDLE - RADIUS}
              y1={MIDDLE}
              y2={MIDDLE}
              stroke={stage.state === "done" ? COLORS.done : COLORS.none}
              strokeWidth="1.5"
            />
          ) : null}
          <Dot state={stage.state} x={STEP * index + MIDDLE} />
        </g>
      ))}
    </svg>
  );
}

/** "Shipped: in part, 21 Nov 14:05" */
function stageInWords(
  { name, state, at }: Stage,
  t: TFunction,
  format: ReturnType<typeof useFormat>,
): string {
  const said = { stage: t(`orderStage.${name}`), state: t(`orderStageState.${state}`) };
  return at === null
    ? t("orderStage.inWords", said)
    : t("orderStage.inWordsAt", { ...said, at: format.moment(at) });
}

function Dot({ state, x }: { state: StageState; x: number }) {
  const color = COLORS[state];
  const ring = { cx: x, cy: MIDDLE, r: RADIUS - 0.75, fill: "#fff", stroke: color, strokeWidth: 1.5 };
  switch (state) {
    case "done":
      return <circle cx={x} cy={MIDDLE} r={RADIUS} fill={color} />;
    case "partly":
      return (
        <>
          <circle {...ring} />
          <path d={`M${x} ${MIDDLE - RADIUS}a${RADIUS} ${RADIUS} 0 0 0 0 ${2 * RADIUS}z`} fill={color} />
        </>
      );
    case "waiting":
      return (
        <>
          <circle {...ring} />
          <circle cx={x} cy={MIDDLE} r={2} fill={color} />
        </>
      );
    case "stuck":
      return (
        <>
          <path d={`M${x} ${MIDDLE - 7}l7.5 13h-15z`} fill={color} />
          <path d={`M${x} ${MIDDLE - 2.5}v4.5m0 1.5v1.5`} stroke="#fff" strokeWidth="1.6" />
        </>
      );
    case "open":
      return <circle {...ring} />;
    case "none":
      return <path d={`M${x - 2.5} ${MIDDLE}h5`} stroke={color} strokeWidth="1.5" />;
  }
}
