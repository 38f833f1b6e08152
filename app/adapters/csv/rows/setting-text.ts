import { z } from "zod";

/** No header, name of a file or code is longer. */
export const textMax = 255;

/** What a merchant types into one field. */
export const text = z.string().trim().min(1).max(textMax);

/** Words between commas. */
export const wordList = z.string().trim().min(1).max(2000);

/** A path, or the text of a key file. */
export const pathText = z.string().min(1).max(1000);
export const secretText = z.string().max(20_000);
