import { z } from "zod";

const TEXT_MAX = 2_000;
const LIST_MAX = 1_000;

/** Text that a database can hold: without zero characters and halves of a surrogate pair. */
const storable = z.string().refine((text) => text.isWellFormed() && !text.includes("\0"));

/** One field of a form as typed. */
export const text = storable.max(TEXT_MAX);

/** A field that a form holds any number of times. */
export const texts = z
  .union([text.transform((only) => [only]), z.array(text).max(LIST_MAX)])
  .default(() => []);
