import { isDeepStrictEqual } from "node:util";
import type { Check } from "#app/adapters/contract/check.ts";
import { isAdapterError } from "#app/adapters/errors.ts";
import { type AdapterEntry, destinationOf } from "#app/adapters/entry.ts";
import { adapters } from "#app/adapters/registry.ts";
import { askedAgain, leadsElsewhere } from "#app/core/source/destination.ts";
import { FEED_KINDS, FEEDS } from "#app/core/source/feeds.ts";
import type { FilePreview } from "#app/core/source/file-preview.ts";
import { hiddenSecrets, missingSecrets, valueAt } from "#app/core/source/settings-field.ts";
import {
  type Connection,
  deleteConnection,
  findConnection,
  insertConnection,
  keepFeeds,
  listFeeds,
  updateConnectionRow,
  updateFeed,
} from "#app/store/connections/connections.server.ts";
import { currentWait, endWait } from "#app/store/connections/waits.server.ts";
import { decideOrdersAgain } from "#app/store/values/dirty.server.ts";
import { dismissRecord } from "#app/store/connections/readings.server.ts";
import { ensureObservations, markDirty } from "#app/store/values/observations.server.ts";
import { seal, unseal } from "#app/store/database/secrets.server.ts";
import { waitInWords } from "./failures.server.ts";

export interface ConnectionDraft {
  adapter: string;
  name: string;
  settings: unknown;
  /**
   * Absent or empty fields keep what is stored, as long as it goes where it was given for: secrets are never shown
   * again.
   */
  secrets: Record<string, string>;
}

export type Saved =
  { ok: true; id: string } | { ok: false; problems: { field: string | null; message: string }[] };

export async function createConnection(shop: string, draft: ConnectionDraft): Promise<Saved> {
  const entry = adapters[draft.adapter];
  if (!entry) return { ok: false, problems: [{ field: "adapter", message: "Choose a system." }] };
  const read = parseDraft(entry, draft, null);
  if (!read.ok) return read;
  const { adapter, name } = draft;
  const row = { adapter, name, settings: read.settings, secrets: sealed(read.secrets) };
  const id = await insertConnection(shop, row, await supportedFeeds(entry, read.settings, read.secrets));
  return { ok: true, id };
}

export async function updateConnection(shop: string, id: string, draft: ConnectionDraft): Promise<Saved> {
  const connection = await findConnection(shop, id);
  const entry = connection && adapters[connection.adapter];
  if (!entry) return { ok: false, problems: [{ field: null, message: "This connection was removed." }] };
  const read = parseDraft(entry, draft, connection);
  if (!read.ok) return read;
  const replaced = replacesSecrets(draft) || !isDeepStrictEqual(read.secrets, stored(connection.secrets));
  const secrets = sealed(read.secrets);
  if (replaced || !isDeepStrictEqual(plain(read.settings), connection.settings)) await endWait(shop, id);
  await updateConnectionRow(shop, id, {
    name: draft.name,
    settings: read.settings,
    // Always beside the settings they belong to: somebody else may have saved another pair meanwhile.
    secrets,
    ...(replaced ? { secretsSetAt: secrets === null ? null : new Date() } : {}),
    ...(connection.state === "broken" ? { state: "active", stateReason: null } : {}),
  });
  await keepFeeds(shop, id, await supportedFeeds(entry, read.settings, read.secrets));
  await decideOrdersAgain(shop, id);
  return { ok: true, id };
}

/** The "test connection" button: a failing check, like a failing adapter, is part of the answer. */
export async function testConnection(
  shop: string,
  draft: Omit<ConnectionDraft, "name"> & { id?: string },
  signal: AbortSignal,
): Promise<Check[]> {
  const entry = adapters[draft.adapter];
  if (!entry) return [{ name: "reachable", ok: false, message: "Choose a system." }];
  const connection = draft.id === undefined ? null : await findConnection(shop, draft.id);
  const read = parseDraft(entry, { ...draft, name: "-" }, connection);
  if (!read.ok) return read.problems.map(({ message }) => ({ name: "reachable", ok: false, message }));
  const isSame =
    connection && !replacesSecrets(draft) && isDeepStrictEqual(plain(read.settings), connection.settings);
  const wait = isSame ? await currentWait(shop, connection.id) : null;
  if (wait) return [{ name: "reachable", ok: false, message: waitInWords(wait) }];
  try {
    const adapter = entry.open(read.settings, read.secrets);
    try {
      return await adapter.check(signal);
    } finally {
      await adapter.close();
    }
  } catch (error) {
    if (isAdapterError(error)) return [{ name: "reachable", ok: false, message: error.message }];
    throw error;
  }
}

/** What the source holds, as far as the draft describes it, for editors that have to show it. */
export async function previewSource(
  shop: string,
  draft: { adapter: string; asked: unknown; secrets: Record<string, string>; id?: string },
  signal: AbortSignal,
): Promise<FilePreview[]> {
  const entry = adapters[draft.adapter];
  if (!entry?.preview) return [];
  const connection = draft.id === undefined ? null : await findConnection(shop, draft.id);
  const kept = keptSecrets(entry, connection, valueAt(draft.asked, "settings"));
  return entry.preview(draft.asked, mergeSecrets(kept, draft.secrets), signal);
}

/** Pauses or resumes a connection. What came up while it was paused is decided again. */
export async function setConnectionState(
  shop: string,
  id: string,
  state: "active" | "paused",
): Promise<void> {
  await updateConnectionRow(shop, id, { state, stateReason: null });
  await markDirty(shop, { connectionId: id });
}

/** Removes a connection with everything that was read from it. The shop's values stay as they are. */
export async function removeConnection(shop: string, id: string): Promise<void> {
  await deleteConnection(shop, id);
  await ensureObservations(shop);
}

/** Sets when an order counts as booked in the source; null: only when the source says so. */
export async function setBookedAfter(shop: string, id: string, bookedAfterMs: number | null): Promise<void> {
  await updateConnectionRow(shop, id, { bookedAfterMs });
  await markDirty(shop, { connectionId: id });
}

export const EVERY_MIN_MS = 1_000;

export async function setSchedule(shop: string, feedId: string, everyMs: number): Promise<void> {
  if (!(everyMs >= EVERY_MIN_MS)) throw new RangeError(`A feed is read at most every ${EVERY_MIN_MS} ms`);
  await updateFeed(shop, feedId, { everyMs, nextAt: null });
}

/** A person has seen a record that was set aside and wants it off the list. */
export async function dismissSetAside(shop: string, id: string): Promise<void> {
  await dismissRecord(shop, id);
}

export async function feedsOf(shop: string, connectionId: string) {
  return listFeeds(shop, connectionId);
}

/** `connection` is null for a draft of a new one. */
function parseDraft(entry: AdapterEntry, draft: ConnectionDraft, connection: Connection | null) {
  const settings = entry.settings.safeParse(draft.settings);
  const given = mergeSecrets({}, draft.secrets);
  const kept = settings.success ? keptSecrets(entry, connection, settings.data) : {};
  const secrets = entry.secrets.safeParse({ ...kept, ...given });
  const issues = [...(settings.error?.issues ?? []), ...(secrets.error?.issues ?? [])];
  const problems: { field: string | null; message: string }[] = issues.map(({ path, message }) => ({
    field: path.join("."),
    message,
  }));
  if (settings.success && secrets.success) {
    const again = repeatedSecrets(entry, connection, settings.data, Object.keys(given));
    for (const field of again)
      problems.push({ field, message: `Enter "${field}" again: it was given for another address or user.` });
    const known = [...Object.keys(secrets.data as object), ...again];
    for (const { path } of missingSecrets(entry.fields, settings.data, known))
      problems.push({ field: path, message: "is missing" });
  }
  if (draft.name.trim() === "") problems.push({ field: "name", message: "Give the connection a name." });
  if (problems.length > 0 || !settings.success) return { ok: false as const, problems };
  return { ok: true as const, settings: settings.data, secrets: secrets.data as Record<string, string> };
}

/** What is stored, if it still goes where it was given for. */
function keptSecrets(entry: AdapterEntry, connection: Connection | null, settings: unknown) {
  if (!connection) return {};
  const move = { paths: destinationOf(entry), stored: connection.settings, settings };
  return leadsElsewhere(move) ? {} : stored(connection.secrets);
}

function repeatedSecrets(
  entry: AdapterEntry,
  connection: Connection | null,
  settings: object,
  given: readonly string[],
): string[] {
  if (!connection) return [];
  const move = { paths: destinationOf(entry), stored: connection.settings, settings };
  const hidden = hiddenSecrets(entry.fields, settings);
  const kept = Object.keys(stored(connection.secrets)).filter((name) => !hidden.includes(name));
  return askedAgain(move, kept, given);
}

async function supportedFeeds(entry: AdapterEntry, settings: unknown, secrets: unknown) {
  const adapter = entry.open(settings, secrets);
  const kinds = FEED_KINDS.filter((kind) => adapter[kind] !== undefined);
  await adapter.close();
  return kinds.map((kind) => ({ kind, everyMs: FEEDS[kind].everyMs }));
}

/** The names of the secrets that a connection has; their values stay sealed. */
export async function namesOfSecrets(shop: string, id: string): Promise<string[]> {
  const connection = await findConnection(shop, id);
  return Object.keys(stored(connection?.secrets ?? null));
}

function replacesSecrets({ secrets }: Pick<ConnectionDraft, "secrets">): boolean {
  return Object.values(secrets).some((value) => value !== "");
}

/** Settings as they are stored. */
function plain(settings: unknown): unknown {
  return JSON.parse(JSON.stringify(settings));
}

function mergeSecrets(before: Record<string, string>, given: Record<string, string>) {
  const set = Object.entries(given).filter(([, value]) => value !== "");
  return { ...before, ...Object.fromEntries(set) };
}

function sealed(secrets: Record<string, string>): string | null {
  return Object.keys(secrets).length === 0 ? null : seal(JSON.stringify(secrets));
}

function stored(secrets: string | null): Record<string, string> {
  return secrets === null ? {} : (JSON.parse(unseal(secrets)) as Record<string, string>);
}
