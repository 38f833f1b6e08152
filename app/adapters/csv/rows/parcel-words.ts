import type { ParcelEvent } from "#app/core/source/order-records.ts";
import { plainWords } from "./words.ts";

/** What carriers and exports call each step of a parcel, in English, Czech, Norwegian and German. */
const usual: Record<ParcelEvent["status"], string> = {
  "label-printed":
    "label printed|label purchased|label created|registered|stitek vytisten|etikett skrevet ut|etikett gedruckt",
  "carrier-picked-up":
    "carrier picked up|collected|handed over|accepted|predano dopravci|prevzato|hentet|innlevert|abgeholt|ubergeben",
  "in-transit":
    "in transit|on the way|departed|arrived at depot|na ceste|v preprave|underveis|pa vei|unterwegs",
  delayed: "delayed|delay|late|zpozdeno|forsinket|verspatet",
  "out-for-delivery":
    "out for delivery|with courier|na doruceni|dorucovano|ut for levering|under utkjoring|in zustellung",
  "attempted-delivery":
    "attempted delivery|delivery attempted|not at home|nedoruceno|forsokt levert|zustellversuch|nicht angetroffen",
  "ready-for-pickup":
    "ready for pickup|available for collection|ready to collect|pripraveno k vyzvednuti|klar til henting|abholbereit",
  "picked-up": "picked up|collected by customer|vyzvednuto|hentet av kunde|vom kunden abgeholt",
  delivered: "delivered|doruceno|levert|zugestellt|geliefert",
  failure:
    "failure|failed|returned|returned to sender|lost|damaged|vraceno|ztraceno|retur|tapt|zuruck|verloren",
};

const named = new Map(
  Object.entries(usual).flatMap(([status, words]) =>
    words.split("|").map((word) => [word, status as ParcelEvent["status"]] as const),
  ),
);

export function eventStatus(text: string): ParcelEvent["status"] | null {
  return named.get(plainWords(text)) ?? null;
}
