import type { Adapter } from "#app/adapters/adapter.ts";
import { ConnectionError } from "#app/adapters/errors.ts";
import { adapters } from "#app/adapters/registry.ts";
import type { Connection } from "#app/store/connections/connections.server.ts";
import { unseal } from "#app/store/database/secrets.server.ts";

/** The system behind a connection, ready to be read. The caller has to close it. */
export function openAdapter(connection: Pick<Connection, "adapter" | "settings" | "secrets">): Adapter {
  const entry = adapters[connection.adapter];
  if (!entry) throw new ConnectionError(`There is no adapter named "${connection.adapter}" any more.`);
  const secrets: unknown = connection.secrets === null ? {} : JSON.parse(unseal(connection.secrets));
  return entry.open(connection.settings, secrets);
}
