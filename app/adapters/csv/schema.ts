import { z } from "zod";

const header = z.string().trim().min(1);
const mode = z.enum(["full", "delta"]);

const file = {
  /** `*` and `?` stand for any characters; names only, no folders. */
  pattern: z
    .string()
    .trim()
    .min(1)
    .regex(/^[^/\\]+$/, "a pattern names files, not folders"),
  mode,
  /** Luxon's tokens, for times that name neither their order nor their zone: "dd/MM/yyyy HH:mm". */
  timeFormat: z.string().optional(),
};

const place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("local"), folder: z.string().min(1) }),
  z.object({
    kind: z.literal("sftp"),
    host: z.string().trim().min(1),
    port: z.number().int().min(1).max(65535).default(22),
    user: z.string().min(1),
    folder: z.string().min(1),
    /** Fingerprint as `ssh-keygen -l` prints it: "SHA256:...". */
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, "a host key fingerprint starts with SHA256:")
      .optional(),
  }),
]);

const files = z
  .object({
    items: z.object({
      ...file,
      columns: z.object({
        sku: header,
        title: header.optional(),
        barcode: header.optional(),
        updatedAt: header.optional(),
      }),
    }),
    stock: z.object({
      ...file,
      /** The code of every row where the file has no warehouse column. */
      warehouse: z.string().trim().min(1).optional(),
      columns: z.object({
        sku: header,
        quantity: header,
        warehouse: header.optional(),
        asOf: header.optional(),
      }),
    }),
    prices: z.object({
      ...file,
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, "a currency is three capital letters")
        .optional(),
      columns: z.object({
        sku: header,
        amount: header,
        currency: header.optional(),
        asOf: header.optional(),
      }),
    }),
    orderStates: z.object({
      ...file,
      columns: z.object({ orderName: header, bookedAt: header.optional() }),
    }),
  })
  .partial();

export const CsvSettings = z.object({
  place,
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1252"]).default("auto"),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
  decimal: z.enum([".", ","]).default("."),
  timeZone: z.string().refine(isTimeZone, "not a time zone, such as Europe/Oslo").default("UTC"),
  /** A file read to its end moves to archive/. Off where the source overwrites one file again and again. */
  archive: z.boolean().default(true),
  /**
   * When a file counts as complete. settled: size and time stood still; renamed: as soon as it is there;
   * marker: once "name.done" lies beside it.
   */
  arrival: z.enum(["settled", "renamed", "marker"]).default("settled"),
  settleMs: z.number().int().min(0).max(60_000).default(1000),
  files: files.refine((kinds) => Object.keys(kinds).length > 0, "choose at least one kind of file"),
});
export type CsvSettings = z.infer<typeof CsvSettings>;
export type CsvPlace = CsvSettings["place"];

export const CsvSecrets = z.object({
  password: z.string().optional(),
  privateKey: z.string().optional(),
  passphrase: z.string().optional(),
});
export type CsvSecrets = z.infer<typeof CsvSecrets>;

export const csvKinds = ["items", "stock", "prices", "orderStates"] as const;
export type CsvKind = (typeof csvKinds)[number];

/** The fields of each kind in the order a form shows them. */
export const csvColumns: Record<CsvKind, { field: string; required: boolean }[]> = {
  items: [
    { field: "sku", required: true },
    { field: "title", required: false },
    { field: "barcode", required: false },
    { field: "updatedAt", required: false },
  ],
  stock: [
    { field: "sku", required: true },
    { field: "quantity", required: true },
    { field: "warehouse", required: false },
    { field: "asOf", required: false },
  ],
  prices: [
    { field: "sku", required: true },
    { field: "amount", required: true },
    { field: "currency", required: false },
    { field: "asOf", required: false },
  ],
  orderStates: [
    { field: "orderName", required: true },
    { field: "bookedAt", required: false },
  ],
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
