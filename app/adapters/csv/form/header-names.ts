import type { FeedKind } from "#app/core/source/feeds.ts";

/** What exports in English, Czech, Norwegian and German call each field, best guess first. */
export const headerNames: Record<FeedKind, Record<string, string[]>> = {
  items: {
    sku: skuNames(),
    title: words(
      "title|name|item name|product name|product title|item description|product|description",
      "nazev|nazev zbozi|nazev produktu|popis",
      "varenavn|produktnavn|navn|beskrivelse",
      "bezeichnung|artikelbezeichnung|artikelname|produktname|beschreibung",
    ),
    barcode: words(
      "barcode|ean|gtin|upc|ean13|ean code|bar code",
      "carovy kod|ean kod",
      "strekkode|ean kode",
      "strichcode|ean nummer|gtin ean",
    ),
    updatedAt: timeNames(),
    description: words(
      "long description|description|web text|body html|body|product description|detailed description|long text",
      "dlouhy popis|popis|detailni popis|popis produktu",
      "lang beskrivelse|beskrivelse|produktbeskrivelse|varetekst",
      "langtext|beschreibung|artikelbeschreibung|produktbeschreibung",
    ),
    vendor: words(
      "vendor|brand|manufacturer|supplier|maker|producer",
      "vyrobce|znacka|dodavatel",
      "leverandor|produsent|merke|merkevare",
      "hersteller|marke|lieferant",
    ),
    productType: words(
      "product type|type|category|item category|product group|item group",
      "typ|kategorie|druh|skupina zbozi",
      "produkttype|kategori|varegruppe",
      "produkttyp|warengruppe|artikelgruppe",
    ),
    weight: words(
      "weight|net weight|gross weight|unit weight",
      "hmotnost|vaha",
      "vekt|nettovekt",
      "gewicht|nettogewicht",
    ),
    weightUnit: words(
      "weight unit|weight uom|unit of weight",
      "jednotka hmotnosti",
      "vektenhet",
      "gewichtseinheit",
    ),
    originCountry: words(
      "country of origin|origin country|origin|country",
      "zeme puvodu|puvod",
      "opprinnelsesland|opphavsland|opprinnelse",
      "ursprungsland|herkunftsland|herkunft",
    ),
    hsCode: words(
      "hs code|hs|commodity code|tariff number|tariff no|customs code|customs tariff number|intrastat code",
      "kod hs|celni kod|celni sazebnik|kod nomenklatury",
      "hs kode|tolltariff|tolltariffnummer|varekode",
      "zolltarifnummer|warennummer|statistische warennummer",
    ),
    photos: words(
      "photos|images|image urls|image url|image|image src|pictures|picture|photo",
      "obrazky|obrazek|fotky|fotografie",
      "bilder|bilde|bilde url",
      "bild|fotos|bild url",
    ),
    group: words(
      "group|parent sku|parent|variant group|style|style no|model|master",
      "skupina|skupina variant",
      "gruppe|variantgruppe|modell|hovedvare",
      "variantengruppe|vaterartikel|stammartikel",
    ),
    discontinued: words(
      "discontinued|blocked|inactive|obsolete|end of life",
      "ukonceno|neprodejne|vyrazeno",
      "utgatt|sperret|utgar",
      "ausgelaufen|auslaufartikel|gesperrt",
    ),
  },
  stock: {
    sku: skuNames(),
    quantity: words(
      "available|free|free stock|available quantity|available stock|quantity available|free quantity",
      "volne|volne mnozstvi|dostupne|dostupne mnozstvi|k dispozici|disponibilni",
      "tilgjengelig|fri beholdning|disponibelt|disponibel",
      "verfugbar|verfuegbar|verfugbare menge|freier bestand|frei",
      "quantity|qty|stock|on hand|stock on hand|inventory|mnozstvi|stav|stav skladu|zasoba|ks",
      "antall|beholdning|lagerbeholdning|lagersaldo|menge|bestand|lagerbestand|anzahl",
    ),
    warehouse: words(
      "warehouse|warehouse code|location|location code|site|store|wh|depot",
      "sklad|kod skladu|cislo skladu",
      "lager|lagersted|lagernr|lagerkode",
      "lagerort|lagerplatz|lagernummer",
    ),
    asOf: timeNames(),
  },
  prices: {
    sku: skuNames(),
    amount: words(
      "price|unit price|sales price|list price|retail price|amount|gross price",
      "cena|prodejni cena|cena s dph",
      "pris|utsalgspris|salgspris|listepris",
      "preis|verkaufspreis|listenpreis|einzelpreis|vk",
    ),
    currency: words("currency|currency code", "mena|kod meny", "valuta|valutakode", "wahrung|waehrung"),
    compareAt: words(
      "compare at price|compare at|was|was price|original price|regular price|old price|rrp|msrp|recommended price",
      "puvodni cena|doporucena cena|bezna cena|cena pred slevou",
      "forpris|veiledende pris|veil pris|ordinaer pris",
      "uvp|streichpreis|alter preis|statt preis",
    ),
    cost: words(
      "cost|unit cost|cost price|purchase price|landed cost",
      "nakupni cena|porizovaci cena|nakladova cena",
      "kostpris|innkjopspris|innpris",
      "einkaufspreis|einstandspreis|ek|ek preis",
    ),
    list: words(
      "price list|price list code|price group|customer price group|price level|list",
      "cenik|cenova skupina|cenova hladina",
      "prisliste|prisgruppe",
      "preisliste|preisgruppe|kundenpreisgruppe",
    ),
    minQuantity: words(
      "minimum quantity|min quantity|min qty|from quantity|quantity from|quantity break|quantity|qty",
      "minimalni mnozstvi|od mnozstvi|mnozstvi od|mnozstvi",
      "minimum antall|min antall|fra antall|antall",
      "mindestmenge|ab menge|staffelmenge|menge",
    ),
    validFrom: words(
      "valid from|starting date|start date|from date|effective from|starts",
      "platnost od|plati od|datum od",
      "gyldig fra|fra dato|startdato",
      "gultig ab|gultig von|gueltig ab|gueltig von|startdatum",
    ),
    validUntil: words(
      "valid until|valid to|ending date|end date|to date|effective to|expires|ends",
      "platnost do|plati do|datum do",
      "gyldig til|til dato|sluttdato",
      "gultig bis|gueltig bis|enddatum",
    ),
    taxIncluded: words(
      "price includes vat|prices including vat|includes vat|vat included|tax included|incl vat|incl tax",
      "vcetne dph|s dph|cena vcetne dph",
      "inkl mva|inklusive mva|med mva",
      "inkl mwst|mwst inklusive|brutto",
    ),
    taxRate: words(
      "vat rate|vat|tax rate|vat percent|tax",
      "sazba dph|dph",
      "mva sats|mva|mva prosent",
      "mwst|mw st|mwst satz|steuersatz|ust satz|ust",
    ),
    asOf: timeNames(),
  },
  rates: {
    rate: words("rate|exchange rate|fx rate", "kurz|smenny kurz", "kurs|valutakurs", "wechselkurs"),
    from: words(
      "from|from currency|base currency|source currency|currency|currency code",
      "z meny|kod|mena|kod meny",
      "fra|fra valuta|valuta|valutakode",
      "von|von wahrung|wahrung|ausgangswahrung",
    ),
    to: words(
      "to|to currency|target currency|quote currency",
      "do meny|na menu",
      "til|til valuta",
      "nach|nach wahrung|zielwahrung",
    ),
    units: words("units|per|unit|amount|quantity", "mnozstvi|jednotka", "enhet|antall", "einheit|menge"),
    asOf: timeNames(),
  },
  orderStates: {
    orderName: orderNames(),
    bookedAt: words(
      "booked at|booked|posting date|posted at|imported at|created at",
      "zauctovano|datum zauctovani",
      "bokfort|bokforingsdato",
      "gebucht|gebucht am|buchungsdatum",
      "date|datum|dato",
    ),
    orderKey: orderKeyNames(),
    number: words(
      "sales order|sales order no|so no|so number|erp order|document no|document number|order no|order number",
      "number|no|cislo dokladu|cislo objednavky|cislo|salgsordre|ordrenr|ordrenummer|nummer",
      "auftrag|auftragsnummer|belegnummer",
    ),
    status: statusNames(),
    total: totalNames(),
    currency: currencyNames(),
    promisedAt: promisedNames(),
    url: words("url|link|address|odkaz|adresa|lenke|adresse"),
    asOf: timeNames(),
  },
  shipments: {
    number: words(
      "shipment|shipment no|shipment number|shipment id|delivery no|delivery number|delivery note|packing slip",
      "despatch no|dispatch no|zasilka|cislo zasilky|dodaci list|cislo dodaciho listu|vydejka",
      "forsendelse|forsendelsesnr|pakkseddel|folgeseddel|leveringsnr|lieferung|lieferschein|lieferscheinnummer",
      "document no|document number|number",
    ),
    orderName: orderNames(),
    orderKey: orderKeyNames(),
    sku: skuNames(),
    pieces: words(
      "quantity|qty|shipped quantity|quantity shipped|pieces|mnozstvi|pocet|ks|antall|menge|anzahl|stuck",
    ),
    lineId: words("line|line id|order line|shop line|radek|polozka|linje|ordrelinje|zeile|position"),
    warehouse: words(
      "warehouse|warehouse code|location|location code|site|store|sklad|kod skladu|lager|lagerkode|lagersted",
      "lagerort|standort",
    ),
    status: statusNames(),
    promisedAt: promisedNames(),
    shippedAt: words(
      "shipped at|shipped|ship date|shipment date|shipping date|dispatched at|dispatched|despatched|sent at|sent",
      "odeslano|datum odeslani|expedovano|sendt|sendt dato|forsendelsesdato|versandt am|versanddatum|versandt",
    ),
    deliveredAt: words(
      "delivered at|delivered|delivery date|doruceno|datum doruceni|levert|leveringsdato|zugestellt|zustelldatum",
    ),
    parcel: words("parcel|parcel no|package|package no|carton|balik|kolli|kollinr|pakke|paket|packstuck"),
    carrier: words(
      "carrier|shipping agent|shipper|forwarder|shipping company|dopravce|prepravce|transportor|speditor|spediteur",
      "versanddienstleister|frachtfuhrer|transporteur",
    ),
    tracking: words(
      "tracking number|tracking no|tracking|tracking code|consignment|consignment no|awb|cislo baliku",
      "sledovaci cislo|sporingsnummer|sendingsnummer|sporing|sendungsnummer|trackingnummer|paketnummer",
    ),
    trackingUrl: words(
      "tracking url|tracking link|tracking address|url|odkaz na sledovani|sporingslenke|sendungsverfolgung|link",
    ),
    event: words("event|event status|carrier status|carrier event|udalost|hendelse|ereignis|sendungsstatus"),
    eventAt: words("event at|event time|event date|cas udalosti|hendelsestid|ereigniszeit|ereignis am"),
    eventMessage: words("event text|event message|message|text udalosti|zprava|melding|meldung|ereignistext"),
    asOf: timeNames(),
  },
  invoices: {
    number: words(
      "invoice|invoice no|invoice number|document no|document number|faktura|cislo faktury|fakturanr",
      "fakturanummer|rechnung|rechnungsnummer|rechnungsnr|number|no|nummer",
    ),
    orderName: orderNames(),
    total: totalNames(),
    orderKey: orderKeyNames(),
    status: statusNames(),
    currency: currencyNames(),
    issuedAt: words(
      "issued at|issued|invoice date|posting date|document date|datum vystaveni|vystaveno|fakturadato",
      "rechnungsdatum|ausgestellt|date|datum|dato",
    ),
    asOf: timeNames(),
  },
};

/** Option names as the shop shows them, by what exports call their columns. */
export const optionNames = words(
  "colour|color|size|material|finish|length|scent|flavour|flavor",
  "barva|velikost|delka|vune|prichut",
  "farge|storrelse|lengde|duft|smak",
  "farbe|grosse|lange|geschmack",
);

function skuNames(): string[] {
  return words(
    "sku|item no|item number|item code|article|article no|article number|product code|stock code|part number",
    "item|item id|code|no|kod|kod zbozi|katalogove cislo|cislo zbozi|artikl|varenr|varenummer|artikkelnr",
    "artikkelnummer|produktnr|artikelnr|artikelnummer|artikel|artikel nr|art nr|materialnummer",
  );
}

/** What names the shop's order beside the source's own number comes first. */
function orderNames(): string[] {
  return words(
    "your reference|your order|shop order|web order|web order no|external document no|customer reference|reference",
    "vase znacka|objednavka e shopu|cislo objednavky e shopu|variabilni symbol|deres referanse|nettordre",
    "ihre referenz|bestellung|bestellnummer|webbestellung",
    "order|order name|order number|order no|objednavka|cislo objednavky|ordre|ordrenr|ordrenummer",
    "auftrag|auftragsnummer",
  );
}

function orderKeyNames(): string[] {
  return words("order key|shop key|shop order id|external id|klic objednavky|ordrenokkel|auftragsschlussel");
}

function statusNames(): string[] {
  return words("status|state|order status|stage|stav|stav objednavky|tilstand|ordrestatus|zustand");
}

function totalNames(): string[] {
  return words(
    "total|order total|total amount|amount including vat|grand total|total incl vat|amount|celkem|castka",
    "celkem s dph|castka celkem|sum|totalt|totalbelop|belop|summe|gesamt|gesamtbetrag|betrag",
  );
}

function currencyNames(): string[] {
  return words("currency|currency code|mena|kod meny|valuta|valutakode|wahrung|wahrungscode");
}

function promisedNames(): string[] {
  return words(
    "promised at|promised|promised date|promised delivery date|requested delivery date|expected ship date|eta",
    "slibeny termin|termin dodani|termin|lovet dato|lovet|leveringsdato|zugesagt|liefertermin|zugesagter termin",
  );
}

function timeNames(): string[] {
  return words(
    "as of|updated at|modified at|last modified|changed at|changed|timestamp|updated|modified|time|date",
    "aktualizovano|zmeneno|stav k|datum|oppdatert|endret|dato|tidspunkt|geandert am|stand|zeitstempel",
  );
}

function words(...lines: string[]): string[] {
  return lines.flatMap((line) => line.split("|"));
}
