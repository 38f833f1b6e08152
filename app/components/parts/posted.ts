import { z } from "zod";

const TEXT_MAX = 2_000;
/** A description with its markup, with room to spare. */
const VALUE_MAX = 500_000;
const LIST_MAX = 1_000;

/** Text that a database can hold: without zero characters and halves of a surrogate pair. */
const storable = z.string().refine((text) => text.isWellFormed() && !text.includes("\0"));

type Json = z.infer<ReturnType<typeof z.json>>;

/** Any JSON whose texts a database can hold. */
export const anything: z.ZodType<Json> = z.lazy(() =>
  z.union([storable, z.number(), z.boolean(), z.null(), z.array(anything), z.record(storable, anything)]),
);

/** One field of a form as typed. */
export const text = storable.max(TEXT_MAX);

/** A value as one of the sides has it. */
export const value = storable.max(VALUE_MAX);

/** A field that a form holds once or several times. */
export const texts = z.union([text.transform((only) => [only]), z.array(text).max(LIST_MAX)]);

/** A whole number from `min`, as a form carries it. */
export function whole(min: number) {
  return text.regex(/^\d+$/).transform(Number).pipe(z.int32().min(min));
}
