import { z } from "zod";
import { anything, text } from "../../parts/posted.ts";

/** A private key is longer than anything else that is typed. */
const SECRET_MAX = 20_000;

/** What an editor sends: settings as the adapter gets them, and secrets that were typed. */
export const Sent = z.object({
  intent: z.enum(["test", "look", "save"]),
  name: text,
  settings: z.record(text, anything),
  secrets: z.record(z.string(), z.string().max(SECRET_MAX)),
  /** What an editor has to see before the settings are complete. */
  look: anything,
});
export type Sent = z.infer<typeof Sent>;
