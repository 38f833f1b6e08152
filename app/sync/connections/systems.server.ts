import { destinationOf } from "#app/adapters/entry.ts";
import { adapters } from "#app/adapters/registry.ts";
import type { System } from "#app/core/source/system.ts";

/** Every kind of system that can be connected, by its id. */
export function listSystems(): System[] {
  return Object.keys(adapters).flatMap((id) => findSystem(id) ?? []);
}

export function findSystem(id: string): System | null {
  const entry = Object.hasOwn(adapters, id) ? adapters[id] : undefined;
  if (!entry) return null;
  const { name, kind, can, fields, texts, preview } = entry;
  const destination = destinationOf(entry);
  return { id, name, kind, can, fields, destination, texts, editor: preview ? "files" : "form" };
}
