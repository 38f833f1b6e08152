const WIDTH = 200;
const HEIGHT = 36;

/** A line without axes, for the direction of things; the words beside it carry the figures. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const low = Math.min(...values, 1);
  const high = Math.max(...values);
  const range = Math.max(high - low, 0.001);
  const step = values.length > 1 ? WIDTH / (values.length - 1) : WIDTH;
  const y = (value: number) => HEIGHT - 3 - ((value - low) / range) * (HEIGHT - 6);
  const path = values.map(
    (value, index) => `${index === 0 ? "M" : "L"}${(index * step).toFixed(1)} ${y(value).toFixed(1)}`,
  );
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {values.length > 1 ? (
        <path
          d={path.join("")}
          fill="none"
          stroke="#29845a"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  );
}
