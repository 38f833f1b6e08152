import { z } from "zod";
import { ConnectionError } from "../../errors.ts";
import type { Client } from "./client.ts";
import { Ids } from "./schema.ts";
import type { TrytonSettings } from "../settings.ts";
import { Day } from "./wire.ts";

/** One Tryton database, as readers and writers see it. */
export interface Source {
  client: Client;
  settings: TrytonSettings;
  /** For people: what was read. */
  name: string;
  pageSize: number;
  /** Names of the modules that are active. */
  modules(signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** What stays as it is while the adapter is open is read once. */
  once<T>(what: string, read: () => Promise<T>): Promise<T>;
  /** Tryton's time, never ahead of its own clock. */
  now(signal: AbortSignal): Promise<number>;
}

export interface Warehouse {
  id: number;
  code: string;
  name: string;
}

const Warehouses = z.array(z.object({ id: z.number(), code: z.string().nullable(), name: z.string() }));

/** A warehouse without a code goes by its name. */
export function readWarehouses({ client, once }: Source, signal: AbortSignal): Promise<Warehouse[]> {
  return once("warehouses", () => listWarehouses(client, signal));
}

async function listWarehouses(client: Client, signal: AbortSignal): Promise<Warehouse[]> {
  const params = [[["type", "=", "warehouse"]], 0, null, [["id", "ASC"]], ["code", "name"]];
  const rows = await client.model("stock.location.search_read", params, Warehouses, signal);
  return rows.map(({ id, code, name }) => ({ id, name, code: code?.trim() || name }));
}

/** The company's own day, which decides what is due today. */
export async function today({ client }: Source, signal: AbortSignal): Promise<string> {
  return client.model("ir.date.today", [], Day, signal);
}

export const Company = z.object({
  id: z.number(),
  rec_name: z.string(),
  "currency.": z.object({ id: z.number(), code: z.string(), digits: z.number() }),
});
export type Company = z.infer<typeof Company>;

/** The company that the user works for. */
export function readCompany({ client, once }: Source, signal: AbortSignal): Promise<Company> {
  return once("company", () => ownCompany(client, signal));
}

async function ownCompany(client: Client, signal: AbortSignal): Promise<Company> {
  const { context } = await client.session(signal);
  const id = context["company"];
  if (typeof id !== "number") {
    throw new ConnectionError(
      "The user works for no company in Tryton. Choose one in the user's preferences.",
    );
  }
  const fields = ["rec_name", "currency.code", "currency.digits"];
  const [company] = await client.model("company.company.read", [[id], fields], z.array(Company), signal);
  if (!company) throw new ConnectionError("The user's company cannot be read.");
  return company;
}

const Modules = z.array(z.object({ name: z.string() }));

export async function readModules(client: Client, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const params = [[["state", "=", "activated"]], 0, null, null, ["name"]];
  const rows = await client.model("ir.module.search_read", params, Modules, signal);
  return new Set(rows.map(({ name }) => name));
}

/** The ids of what matches; at most two, which is enough to tell one from several. */
export async function findTwo(
  { client }: Source,
  model: string,
  domain: readonly unknown[],
  signal: AbortSignal,
): Promise<number[]> {
  return client.model(`${model}.search`, [domain, 0, 2, [["id", "ASC"]]], Ids, signal);
}
