import { csvColumns, csvKinds, type CsvKind } from "./schema.ts";

/** What exports in English, Czech, Norwegian and German call each field, best guess first. */
const names: Record<CsvKind, Record<string, string[]>> = {
  items: {
    sku: skuNames(),
    title: [
      ..."title|description|name|item name|product name|item description|product|nazev|popis|nazev zbozi".split(
        "|",
      ),
      ..."varenavn|beskrivelse|produktnavn|navn|bezeichnung|artikelbezeichnung|beschreibung|artikelname".split(
        "|",
      ),
    ],
    barcode: [
      ..."barcode|ean|gtin|upc|ean13|ean code|bar code|carovy kod|ean kod|strekkode|ean kode".split("|"),
      ..."strichcode|ean nummer|gtin ean".split("|"),
    ],
    updatedAt: timeNames(),
  },
  stock: {
    sku: skuNames(),
    quantity: [
      ..."available|free|free stock|available quantity|available stock|quantity available|free quantity".split(
        "|",
      ),
      ..."volne|volne mnozstvi|dostupne|dostupne mnozstvi|k dispozici|disponibilni|tilgjengelig|fri beholdning".split(
        "|",
      ),
      ..."disponibelt|disponibel|verfugbar|verfuegbar|verfugbare menge|freier bestand|frei".split("|"),
      ..."quantity|qty|stock|on hand|stock on hand|inventory|mnozstvi|stav|stav skladu|zasoba|ks".split("|"),
      ..."antall|beholdning|lagerbeholdning|lagersaldo|menge|bestand|lagerbestand|anzahl".split("|"),
    ],
    warehouse: [
      ..."warehouse|warehouse code|location|location code|site|store|wh|depot|sklad|kod skladu|cislo skladu".split(
        "|",
      ),
      ..."lager|lagersted|lagernr|lagerkode|lagerort|lagerplatz|lagernummer".split("|"),
    ],
    asOf: timeNames(),
  },
  prices: {
    sku: skuNames(),
    amount: [
      ..."price|unit price|sales price|list price|retail price|amount|gross price|cena|prodejni cena".split(
        "|",
      ),
      ..."cena s dph|pris|utsalgspris|salgspris|listepris|preis|verkaufspreis|listenpreis|einzelpreis|vk".split(
        "|",
      ),
    ],
    currency: "currency|currency code|mena|valuta|valutakode|wahrung|waehrung".split("|"),
    asOf: timeNames(),
  },
  orderStates: {
    orderName: [
      ..."order|order name|order number|order no|web order|shop order|external document no|objednavka".split(
        "|",
      ),
      ..."cislo objednavky|ordre|ordrenr|ordrenummer|nettordre|bestellung|bestellnummer|auftrag|auftragsnummer".split(
        "|",
      ),
    ],
    bookedAt: [
      ..."booked at|booked|posting date|posted at|imported at|created at|zauctovano|datum zauctovani".split(
        "|",
      ),
      ..."bokfort|bokforingsdato|gebucht|gebucht am|buchungsdatum|date|datum|dato".split("|"),
    ],
  },
};

/** Guesses which header means which field; a field it cannot guess is absent. */
export function suggestColumns(headers: readonly string[]): Record<CsvKind, Record<string, string>> {
  const suggested: Record<CsvKind, Record<string, string>> = {
    items: {},
    stock: {},
    prices: {},
    orderStates: {},
  };
  for (const kind of csvKinds) {
    const free = new Set(headers);
    for (const { field } of csvColumns[kind]) {
      const header = bestHeader(names[kind][field] ?? [], free);
      if (header === undefined) continue;
      suggested[kind][field] = header;
      free.delete(header);
    }
  }
  return suggested;
}

/** A header that is a known name, else one that contains one: "Qty. (free)" is found by "free". */
function bestHeader(known: string[], headers: ReadonlySet<string>): string | undefined {
  const plain = [...headers].map((header) => ({ header, words: ` ${plainWords(header)} ` }));
  for (const name of known) {
    const exact = plain.find(({ words }) => words === ` ${name} `);
    if (exact) return exact.header;
  }
  for (const name of known) {
    if (name.length < 3) continue;
    const part = plain.find(({ words }) => words.includes(` ${name} `));
    if (part) return part.header;
  }
  return undefined;
}

function plainWords(header: string): string {
  return header
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function skuNames(): string[] {
  return [
    ..."sku|item no|item number|item code|article|article no|article number|product code|stock code|part number".split(
      "|",
    ),
    ..."item|item id|code|no|kod|kod zbozi|katalogove cislo|cislo zbozi|artikl|varenr|varenummer|artikkelnr".split(
      "|",
    ),
    ..."artikkelnummer|produktnr|artikelnr|artikelnummer|artikel|artikel nr|art nr|materialnummer".split("|"),
  ];
}

function timeNames(): string[] {
  return [
    ..."as of|updated at|modified at|last modified|changed at|timestamp|updated|modified|time|date".split(
      "|",
    ),
    ..."aktualizovano|zmeneno|stav k|datum|oppdatert|endret|dato|tidspunkt|geandert am|stand|zeitstempel".split(
      "|",
    ),
  ];
}
