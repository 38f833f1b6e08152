import { sameField } from "./content/fields.ts";
import { sameMoney } from "./money.ts";

/** Whether two values of a kind mean the same, however they are spelled. Values are texts as observations hold them. */
export function sameValue(kind: string, place: string, a: string, b: string): boolean {
  switch (kind) {
    case "stock":
      return a === b;
    case "content":
      return sameField(place, a, b);
    default:
      return sameMoney(a, b);
  }
}
