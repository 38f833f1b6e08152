/** What the form holds while a connection to files is being described; every field is text as it was typed. */
export interface CsvDraft {
  name: string;
  place: "local" | "sftp";
  folder: string;
  host: string;
  port: string;
  user: string;
  hostKey: string;
  password: string;
  privateKey: string;
  passphrase: string;
  encoding: string;
  delimiter: string;
  decimal: string;
  timeZone: string;
  archive: boolean;
  arrival: string;
  files: Record<CsvKind, FileDraft>;
  /** Settings that the form does not show, as they were stored. */
  stored: Record<string, unknown>;
}

export interface FileDraft {
  on: boolean;
  pattern: string;
  mode: "full" | "delta";
  timeFormat: string;
  /** Code of every row where the file names no warehouse. */
  warehouse: string;
  columns: Record<string, string>;
}

export const CSV_KINDS = ["stock", "items", "orderStates"] as const;
export type CsvKind = (typeof CSV_KINDS)[number];

/** The fields of each kind in the order of the form, and which of them a file must have. */
export const CSV_FIELDS = {
  stock: [
    { field: "sku", required: true },
    { field: "quantity", required: true },
    { field: "warehouse", required: false },
    { field: "asOf", required: false },
  ],
  items: [
    { field: "sku", required: true },
    { field: "title", required: false },
    { field: "barcode", required: false },
  ],
  orderStates: [
    { field: "orderName", required: true },
    { field: "bookedAt", required: false },
  ],
} as const satisfies Record<CsvKind, readonly { field: string; required: boolean }[]>;

export const SECRET_FIELDS = ["password", "privateKey", "passphrase"] as const;

export function newDraft(timeZone: string): CsvDraft {
  const file = (pattern: string, mode: FileDraft["mode"]): FileDraft => {
    return { on: true, pattern, mode, timeFormat: "", warehouse: "", columns: {} };
  };
  return {
    name: "",
    place: "local",
    folder: "",
    host: "",
    port: "22",
    user: "",
    hostKey: "",
    password: "",
    privateKey: "",
    passphrase: "",
    encoding: "auto",
    delimiter: "auto",
    decimal: ".",
    timeZone,
    archive: true,
    arrival: "settled",
    files: {
      stock: file("stock-*.csv", "full"),
      items: file("items-*.csv", "full"),
      orderStates: { ...file("bookings-*.csv", "delta"), on: false },
    },
    stored: {},
  };
}

/** Stored settings back in the form. Secrets are write-only, so their fields are empty. */
export function draftFrom(name: string, stored: unknown, timeZone: string): CsvDraft {
  const empty = newDraft(timeZone);
  const settings = (stored ?? {}) as Record<string, unknown>;
  const place = (settings["place"] ?? {}) as Record<string, unknown>;
  const files = (settings["files"] ?? {}) as Partial<Record<CsvKind, Partial<FileDraft>>>;
  const text = (value: unknown, otherwise: string) =>
    typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
  const file = (kind: CsvKind): FileDraft => ({
    ...empty.files[kind],
    ...files[kind],
    on: files[kind] !== undefined,
  });
  return {
    ...empty,
    name,
    place: place["kind"] === "sftp" ? "sftp" : "local",
    folder: text(place["folder"], ""),
    host: text(place["host"], ""),
    port: text(place["port"], "22"),
    user: text(place["user"], ""),
    hostKey: text(place["hostKey"], ""),
    encoding: text(settings["encoding"], "auto"),
    delimiter: text(settings["delimiter"], "auto"),
    decimal: text(settings["decimal"], "."),
    timeZone: text(settings["timeZone"], timeZone),
    archive: settings["archive"] !== false,
    arrival: text(settings["arrival"], "settled"),
    files: { stock: file("stock"), items: file("items"), orderStates: file("orderStates") },
    stored: settings,
  };
}

/** The draft as the adapter reads it. */
export function settingsOf(draft: CsvDraft) {
  const { folder, host, port, user, hostKey, encoding, delimiter, decimal, timeZone, archive, arrival } =
    draft;
  const files = CSV_KINDS.flatMap((kind) => {
    const { on, pattern, mode, timeFormat, warehouse, columns } = draft.files[kind];
    if (!on) return [];
    const named = Object.fromEntries(Object.entries(columns).filter(([, header]) => header !== ""));
    const spec = {
      pattern,
      mode,
      columns: named,
      ...(timeFormat === "" ? {} : { timeFormat }),
      ...(kind === "stock" && warehouse !== "" ? { warehouse } : {}),
    };
    return [[kind, spec] as const];
  });
  return {
    ...draft.stored,
    place:
      draft.place === "local"
        ? { kind: "local" as const, folder }
        : {
            kind: "sftp" as const,
            host,
            port: Number(port),
            user,
            folder,
            ...(hostKey === "" ? {} : { hostKey }),
          },
    encoding,
    delimiter,
    decimal,
    timeZone,
    archive,
    arrival,
    files: { ...others(draft.stored["files"]), ...Object.fromEntries(files) },
  };
}

/** What is needed to show the first rows of the files, before the columns are known. */
export function lookOf(draft: CsvDraft) {
  const { place, encoding, delimiter } = settingsOf(draft);
  const wanted = CSV_KINDS.filter((kind) => draft.files[kind].on);
  const patterns = Object.fromEntries(wanted.map((kind) => [kind, draft.files[kind].pattern]));
  return { settings: { place, encoding, delimiter }, patterns, secrets: secretsOf(draft) };
}

/** Kinds of file that the form does not show. */
function others(files: unknown): Record<string, unknown> {
  const stored = Object.entries(files ?? {});
  return Object.fromEntries(stored.filter(([kind]) => !CSV_KINDS.some((shown) => shown === kind)));
}

/** Fields that are still empty and must not be, as dotted paths of the settings. */
export function missingFields(draft: CsvDraft): string[] {
  const place = draft.place === "sftp" ? (["host", "user", "folder"] as const) : (["folder"] as const);
  const kinds = CSV_KINDS.filter((kind) => draft.files[kind].on);
  return [
    ...place.filter((field) => draft[field].trim() === "").map((field) => `place.${field}`),
    ...(kinds.length === 0 ? ["files"] : []),
    ...kinds.filter((kind) => draft.files[kind].pattern.trim() === "").map((kind) => `files.${kind}.pattern`),
    ...kinds.flatMap((kind) =>
      CSV_FIELDS[kind]
        .filter(({ field, required }) => required && !draft.files[kind].columns[field])
        .map(({ field }) => `files.${kind}.columns.${field}`),
    ),
  ];
}

/** What is kept encrypted and never shown again; empty fields keep what is stored. */
export function secretsOf(draft: CsvDraft): Record<string, string> {
  if (draft.place === "local") return {};
  return Object.fromEntries(SECRET_FIELDS.map((field) => [field, draft[field]]));
}
