import { z } from "zod";
import { files } from "./file-settings.ts";
import { pathText, secretText, text } from "./setting-text.ts";

const place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("local"), folder: pathText }),
  z.object({
    kind: z.literal("sftp"),
    host: text,
    port: z.number().int().min(1).max(65535).default(22),
    user: z.string().min(1).max(255),
    folder: pathText,
    /** Fingerprint as `ssh-keygen -l` prints it: "SHA256:...". */
    hostKey: z
      .string()
      .regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, "a host key fingerprint starts with SHA256:")
      .optional(),
  }),
]);

export const CsvSettings = z.object({
  place,
  encoding: z.enum(["auto", "utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1252"]).default("auto"),
  delimiter: z.enum(["auto", ",", ";", "\t", "|"]).default("auto"),
  decimal: z.enum([".", ","]).default("."),
  timeZone: z.string().max(100).refine(isTimeZone, "not a time zone, such as Europe/Oslo").default("UTC"),
  /** A file read to its end moves to archive/. Off where the source overwrites one file again and again. */
  archive: z.boolean().default(true),
  /**
   * When a file counts as complete. settled: size and time stopped changing; renamed: as soon as it is there;
   * marker: once "name.done" lies beside it.
   */
  arrival: z.enum(["settled", "renamed", "marker"]).default("settled"),
  settleMs: z.number().int().min(0).max(60_000).default(1000),
  /** Where orders are written for the source, and which further files it takes of an order that it holds. */
  orders: z
    .object({
      /** Inside the place's folder, or anywhere beside it when it begins with a slash. */
      folder: pathText.trim(),
      amend: z.boolean().default(false),
      cancel: z.boolean().default(false),
      credit: z.boolean().default(false),
    })
    .optional(),
  files: files.refine((kinds) => Object.keys(kinds).length > 0, "choose at least one kind of file"),
});
export type CsvSettings = z.infer<typeof CsvSettings>;
export type CsvPlace = CsvSettings["place"];

export const CsvSecrets = z.object({
  password: secretText.optional(),
  privateKey: secretText.optional(),
  passphrase: secretText.optional(),
});
export type CsvSecrets = z.infer<typeof CsvSecrets>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
