import type { ReviewRecord } from "#app/core/source/reviews.ts";
import type { Reader } from "./page.ts";

/** What buyers say of articles, as a system that collects it tells. */
export type ReviewReader = Reader<ReviewRecord>;
