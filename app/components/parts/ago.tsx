import { useFormat } from "./format.ts";
import { useNow } from "./shop-facts.tsx";

/** A time that counts along, with the exact moment on hover. */
export function Ago({ at, style = "narrow" }: { at: string; style?: "long" | "narrow" }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.exact(at)} style={{ whiteSpace: "nowrap" }} suppressHydrationWarning>
      {format.ago(at, now, style)}
    </time>
  );
}
