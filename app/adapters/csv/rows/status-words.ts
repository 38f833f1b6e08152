import type { Refusal } from "./refusal.ts";
import { plainWords } from "./words.ts";

/** What exports in English, Czech, Norwegian and German call each status of orders, shipments and invoices. */
const usual = {
  draft: words(
    "draft|new|open|received|quotation|pending|entered",
    "nova|rozpracovana|prijata|kladd|utkast|ny|mottatt|entwurf|neu|offen|eingegangen",
  ),
  confirmed: words(
    "confirmed|booked|accepted|released|approved|processing|in progress|reserved",
    "potvrzena|potvrzeno|schvalena|bekreftet|bokfort|godkjent|under behandling|bestatigt|gebucht|freigegeben",
  ),
  waiting: words(
    "waiting|new|open|planned|draft|released|ready",
    "ceka|nova|planovana|venter|ny|planlagt|wartend|neu|offen|geplant",
  ),
  picking: words(
    "picking|picked|being picked|assigned|in picking|started",
    "vychystava se|vychystano|plukkes|plukket|under plukk|in kommissionierung|kommissioniert",
  ),
  packed: words(
    "packed|packing|ready to ship",
    "zabaleno|pakket|klar til sending|gepackt|verpackt|versandbereit",
  ),
  shipped: words(
    "shipped|sent|dispatched|posted|in transit|on the way|fulfilled",
    "odeslano|odeslana|expedovano|sendt|avsendt|levert til transportor|versandt|verschickt|unterwegs",
  ),
  delivered: words("delivered|received by customer|done", "doruceno|dorucena|levert|zugestellt|geliefert"),
  done: words(
    "done|completed|complete|closed|finished|invoiced|delivered",
    "dokoncena|dokonceno|uzavrena|vyrizena|ferdig|fullfort|lukket|fakturert|abgeschlossen|erledigt|fakturiert",
  ),
  posted: words(
    "posted|issued|open|sent|booked|unpaid|confirmed",
    "vystavena|zauctovana|nezaplacena|bokfort|utstedt|sendt|ubetalt|gebucht|gestellt|offen|unbezahlt",
  ),
  paid: words("paid|settled|closed|done", "zaplacena|uhrazena|zaplaceno|betalt|bezahlt|beglichen"),
  cancelled: words(
    "cancelled|canceled|void|voided|rejected|deleted|cancel",
    "zrusena|zruseno|storno|stornovana|kansellert|annullert|avbestilt|storniert|abgebrochen",
  ),
} as const;

type Named = keyof typeof usual;

/**
 * The status that a word means, out of the possible ones: the merchant's own words ("shippedWhen": "S, 90") first,
 * then the usual ones.
 */
export function statusOf<Status extends Named>(
  text: string,
  statuses: readonly Status[],
  own: Readonly<Partial<Record<`${Status}When`, string | undefined>>>,
): Status | Refusal {
  const word = plainWords(text);
  const chosen = statuses.find((status) => ownWords(own[`${status}When`]).includes(word));
  const found = chosen ?? statuses.find((status) => !own[`${status}When`] && usual[status].includes(word));
  return found ?? { reason: "status-unknown" };
}

function ownWords(list: string | undefined): string[] {
  return (list ?? "").split(",").map(plainWords).filter(Boolean);
}

function words(...lines: string[]): readonly string[] {
  return lines.flatMap((line) => line.split("|"));
}
