import { z } from "zod";
import { RECORD_KINDS, VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { text, texts } from "../parts/posted.ts";

const KINDS = RECORD_KINDS.flatMap((record) => [...VALUE_KINDS[record]]);

/** Names one value; the place of a price may be empty. */
export const rowKey = z.object({ kind: z.enum(KINDS), subject: text.min(1), place: text });

export type RowKey = z.output<typeof rowKey>;

/** Chosen rows of a table, each as "kind subject place". */
export const rowKeys = texts
  .transform((keys) =>
    keys.map((key) => {
      const [kind, subject, ...place] = key.split(" ");
      return { kind, subject, place: place.join(" ") };
    }),
  )
  .pipe(z.array(rowKey));
