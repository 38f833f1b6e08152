import { adapters } from "#app/adapters/registry.ts";
import { shelfEntry } from "./shelf/entry.ts";

// Preloaded into web and worker: the one line that the registry gains for an adapter.
adapters["shelf"] = shelfEntry;
