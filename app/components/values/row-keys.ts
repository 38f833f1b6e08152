import { z } from "zod";
import { RECORD_KINDS, VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { texts } from "../parts/posted.ts";

const KINDS = RECORD_KINDS.flatMap((record) => [...VALUE_KINDS[record]]);

const rowKey = z.object({ kind: z.enum(KINDS), subject: z.string().min(1), place: z.string() });

/** Chosen rows of a table, each as "kind subject place"; the place of a price may be empty. */
export const rowKeys = texts
  .transform((keys) =>
    keys.map((key) => {
      const [kind, subject, ...place] = key.split(" ");
      return { kind, subject, place: place.join(" ") };
    }),
  )
  .pipe(z.array(rowKey));
