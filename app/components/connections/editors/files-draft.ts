import type { FeedKind } from "#app/core/source/feeds.ts";
import { isField } from "#app/core/content/fields.ts";
import { FIXED_VALUES, FILE_KINDS, missingColumns } from "./file-fields.ts";
import type { Sent } from "./sent.ts";

/** What the form holds while a connection to files is being described; every field is text as it was typed. */
export interface FilesDraft {
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
  files: Record<FeedKind, FileDraft>;
  orders: OrderFilesDraft;
  /** Settings that the form does not show, as they were stored. */
  stored: Record<string, unknown>;
}

export interface FileDraft {
  on: boolean;
  pattern: string;
  mode: "full" | "delta";
  timeFormat: string;
  columns: Record<string, string>;
  /** What holds for every row of the file, by its name in FIXED_VALUES. */
  fixed: Record<string, string>;
  /** What distinguishes the articles of one product. */
  options: NamedColumn[];
  /** Metafields and translations, by the field's own name. */
  extras: NamedColumn[];
}

/** Where orders are written, and which further files the ERP takes. */
export interface OrderFilesDraft {
  on: boolean;
  folder: string;
  amend: boolean;
  cancel: boolean;
  credit: boolean;
}

export interface NamedColumn {
  name: string;
  column: string;
}

export const SECRET_FIELDS = ["password", "privateKey", "passphrase"] as const;

export function newDraft(timeZone: string, currency: string): FilesDraft {
  const file = (pattern: string, mode: FileDraft["mode"]): FileDraft => {
    return { on: true, pattern, mode, timeFormat: "", columns: {}, fixed: {}, options: [], extras: [] };
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
      prices: { ...file("prices-*.csv", "full"), on: false, fixed: currency === "" ? {} : { currency } },
      rates: { ...file("rates-*.csv", "full"), on: false },
      orderStates: { ...file("bookings-*.csv", "delta"), on: false },
      shipments: { ...file("shipments-*.csv", "delta"), on: false },
      invoices: { ...file("invoices-*.csv", "delta"), on: false },
    },
    orders: { on: false, folder: "orders", amend: false, cancel: false, credit: false },
    stored: {},
  };
}

/** Stored settings back in the form. Secrets are write-only, so their fields are empty. */
export function draftFrom(name: string, stored: unknown, timeZone: string): FilesDraft {
  const empty = newDraft(timeZone, "");
  const settings = (stored ?? {}) as Record<string, unknown>;
  const place = (settings["place"] ?? {}) as Record<string, unknown>;
  const files = (settings["files"] ?? {}) as Partial<Record<FeedKind, StoredFile>>;
  const text = (value: unknown, otherwise: string) =>
    typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
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
    files: mapKinds((kind) => fileFrom(kind, files[kind], empty.files[kind])),
    orders: ordersFrom(settings["orders"], empty.orders),
    stored: settings,
  };
}

function ordersFrom(stored: unknown, empty: OrderFilesDraft): OrderFilesDraft {
  return stored ? { ...empty, ...(stored as Partial<OrderFilesDraft>), on: true } : empty;
}

interface StoredFile extends Partial<Pick<FileDraft, "pattern" | "mode" | "timeFormat" | "options">> {
  columns?: Record<string, string>;
  [fixed: string]: unknown;
}

function fileFrom(kind: FeedKind, stored: StoredFile | undefined, empty: FileDraft): FileDraft {
  if (!stored) return { ...empty, on: false };
  const columns = Object.entries(stored.columns ?? {});
  const fixed = FIXED_VALUES[kind].flatMap(({ name }) => {
    const value = stored[name];
    if (typeof value === "boolean") return [[name, value ? "yes" : "no"]];
    return typeof value === "string" ? [[name, value]] : [];
  });
  const { pattern = empty.pattern, mode = empty.mode, timeFormat = "", options = [] } = stored;
  return {
    ...{ on: true, pattern, mode, timeFormat, options },
    columns: Object.fromEntries(columns.filter(([field]) => !isExtra(field))),
    extras: columns.filter(([field]) => isExtra(field)).map(([name, column]) => ({ name, column })),
    fixed: Object.fromEntries(fixed) as Record<string, string>,
  };
}

/** Fields of which a shop may have any number: metafields and translations. */
export function isExtra(field: string): boolean {
  return /[.@]/.test(field);
}

function mapKinds<T>(map: (kind: FeedKind) => T): Record<FeedKind, T> {
  return Object.fromEntries(FILE_KINDS.map((kind) => [kind, map(kind)])) as Record<FeedKind, T>;
}

/** The draft as the adapter reads it. */
export function settingsOf(draft: FilesDraft) {
  const { folder, host, port, user, hostKey, encoding, delimiter, decimal, timeZone, archive, arrival } =
    draft;
  const files = FILE_KINDS.flatMap((kind) =>
    draft.files[kind].on ? [[kind, fileSettings(draft.files[kind])] as const] : [],
  );
  const { orders: _, ...stored } = draft.stored;
  return {
    ...stored,
    ...ordersSettings(draft.orders),
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

function ordersSettings({ on, ...orders }: OrderFilesDraft) {
  return on ? { orders: { ...orders, folder: orders.folder.trim() } } : {};
}

function fileSettings({ pattern, mode, timeFormat, columns, fixed, options, extras }: FileDraft) {
  const named = [...Object.entries(columns), ...extras.map(({ name, column }) => [name.trim(), column])];
  const values = Object.entries(fixed).filter(([, value]) => value.trim() !== "");
  const chosen = options.filter(({ name, column }) => name.trim() !== "" && column !== "");
  return {
    pattern,
    mode,
    columns: Object.fromEntries(named.filter(([field, header]) => field !== "" && header !== "")) as object,
    ...(timeFormat === "" ? {} : { timeFormat }),
    ...Object.fromEntries(
      values.map(([name, value]) => [name, name === "taxIncluded" ? value === "yes" : value]),
    ),
    ...(chosen.length === 0 ? {} : { options: chosen }),
  };
}

/** What the server is sent, for every intent. */
export function sentOf(intent: Sent["intent"], draft: FilesDraft): Sent {
  const { place, encoding, delimiter, ...others } = settingsOf(draft);
  const wanted = FILE_KINDS.filter((kind) => draft.files[kind].on);
  const patterns = Object.fromEntries(wanted.map((kind) => [kind, draft.files[kind].pattern]));
  const how = { place, encoding, delimiter };
  const settings = { ...how, ...others } as Sent["settings"];
  return { intent, name: draft.name, settings, secrets: secretsOf(draft), look: { settings: how, patterns } };
}

/** Kinds of file that the form does not show. */
function others(files: unknown): Record<string, unknown> {
  const stored = Object.entries(files ?? {});
  return Object.fromEntries(stored.filter(([kind]) => !FILE_KINDS.some((shown) => shown === kind)));
}

/** Fields that are still empty and must not be, as dotted paths of the settings. */
export function missingFields(draft: FilesDraft): string[] {
  const place = draft.place === "sftp" ? (["host", "user", "folder"] as const) : (["folder"] as const);
  const kinds = FILE_KINDS.filter((kind) => draft.files[kind].on);
  return [
    ...place.filter((field) => draft[field].trim() === "").map((field) => `place.${field}`),
    ...(kinds.length === 0 ? ["files"] : []),
    ...(draft.orders.on && draft.orders.folder.trim() === "" ? ["orders.folder"] : []),
    ...kinds.filter((kind) => draft.files[kind].pattern.trim() === "").map((kind) => `files.${kind}.pattern`),
    ...kinds.flatMap((kind) => missingOfFile(kind, draft.files[kind])),
  ];
}

function missingOfFile(kind: FeedKind, { columns, fixed, options, extras }: FileDraft): string[] {
  const missing = missingColumns(kind, columns, fixed);
  return [
    ...missing.columns.map((field) => `files.${kind}.columns.${field}`),
    ...missing.either.map((field) => `files.${kind}.${field}`),
    ...(options.some(({ name, column }) => (name.trim() === "") !== (column === ""))
      ? ["files.items.options"]
      : []),
    ...extras
      .filter(
        ({ name, column }) =>
          (name.trim() !== "" || column !== "") && !(isExtra(name) && isField(name.trim())),
      )
      .map(({ name }) => `files.items.extras.${name.trim()}`),
  ];
}

/** The names of the secrets that were typed. */
export function typedSecrets(draft: FilesDraft): string[] {
  return SECRET_FIELDS.filter((field) => draft.place === "sftp" && draft[field] !== "");
}

/** Secrets are kept encrypted and never shown again; empty fields keep what is stored. */
export function secretsOf(draft: FilesDraft): Record<string, string> {
  if (draft.place === "local") return {};
  return Object.fromEntries(SECRET_FIELDS.map((field) => [field, draft[field]]));
}
