import type { ReviewRecord } from "#app/core/source/reviews.ts";
import type { Reader } from "./page.ts";

/** What buyers say about articles, from a system that collects it. */
export type ReviewReader = Reader<ReviewRecord>;
