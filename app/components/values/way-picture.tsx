import { useTranslation } from "react-i18next";
import type { BrokenLink } from "#app/core/values/blocked.ts";
import type { StateInWords } from "#app/core/values/why.ts";

interface Props {
  state: StateInWords;
  broken: BrokenLink | null;
  source: string;
  shop: string;
}

const BOX_WIDTH = 132;
const GAP = 62;
const HEIGHT = 64;
const BOXES = ["source", "concord", "shop"] as const;
const GOOD = "#29845a";
const BAD = "#c70a24";
const WAITING = "#8a8a8a";

/** What was read waits in Concord where a rule or a person's answer is missing; only a refused write has no box. */
const BROKEN_BOX = { source: "source", policy: "concord", write: null, shop: "shop" } as const;

/** The way of a value from the source through Concord to the shop, with the place where it is broken. */
export function WayPicture({ state, broken, source, shop }: Props) {
  const { t } = useTranslation();
  const names = { source, concord: t("why.picture.concord"), shop };
  const sentence = t(`why.picture.${broken ?? (state === "not-kept" ? "none" : "whole")}`, { source, shop });
  const width = BOX_WIDTH * 3 + GAP * 2;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width="100%"
      style={{ maxWidth: width, display: "block" }}
      role="img"
      aria-label={sentence}
    >
      {BOXES.map((box, index) => (
        <Box
          key={box}
          x={index * (BOX_WIDTH + GAP)}
          name={names[box]}
          bad={broken !== null && box === BROKEN_BOX[broken]}
          dashed={state === "not-kept"}
        />
      ))}
      <Arrow x={BOX_WIDTH} bad={broken === "source"} state={state} />
      <Arrow x={BOX_WIDTH * 2 + GAP} bad={broken !== null && broken !== "source"} state={state} />
    </svg>
  );
}

function Box({ x, name, bad, dashed }: { x: number; name: string; bad: boolean; dashed: boolean }) {
  const shown = [...name].length > 16 ? `${[...name].slice(0, 15).join("")}…` : name;
  return (
    <g>
      <rect
        x={x + 1}
        y={9}
        width={BOX_WIDTH - 2}
        height={46}
        rx={8}
        fill={bad ? "#fee9e8" : "#f7f7f7"}
        stroke={bad ? BAD : WAITING}
        strokeWidth={bad ? 2 : 1}
        {...(dashed ? { strokeDasharray: "4 3" } : {})}
      />
      <text x={x + BOX_WIDTH / 2} y={37} textAnchor="middle" fontSize={14} fill="#303030">
        {shown}
      </text>
    </g>
  );
}

/** A cross marks the broken step: color must never be the only sign of it. */
function Arrow({ x, bad, state }: { x: number; bad: boolean; state: StateInWords }) {
  const color = bad ? BAD : state === "in-step" || state === "repairing" ? GOOD : WAITING;
  const middle = x + GAP / 2;
  return (
    <g stroke={color} strokeWidth={2.5} fill="none">
      <path
        d={`M${x + 5} 32H${x + GAP - 7}`}
        {...(bad || state === "not-kept" ? { strokeDasharray: "4 4" } : {})}
      />
      <path d={`M${x + GAP - 14} 26L${x + GAP - 7} 32L${x + GAP - 14} 38`} />
      {bad ? (
        <>
          <circle cx={middle - 3} cy={32} r={11} fill="#ffffff" />
          <path d={`M${middle - 8} 27L${middle + 2} 37M${middle + 2} 27L${middle - 8} 37`} />
        </>
      ) : null}
    </g>
  );
}
