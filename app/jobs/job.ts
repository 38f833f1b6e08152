import type { RecordKind } from "#app/core/values/record-kind.ts";

/** The work that a worker can be asked to do. Payloads are ids: the details are read from the tables. */
export type Job =
  | { name: "inbox"; shop: string }
  | { name: "pull"; shop: string; feedId: string }
  | { name: "converge"; shop: string; record: RecordKind }
  | { name: "sweep"; shop: string }
  | { name: "lists"; shop: string }
  | { name: "new-products"; shop: string }
  | { name: "pictures"; shop: string }
  | { name: "orders"; shop: string }
  | { name: "flow"; shop: string }
  | { name: "owed" }
  | { name: "sample" }
  | { name: "purge" };

/** Jobs with the same key do the same work; while one waits, another adds nothing. */
export function jobKey(job: Job): string {
  switch (job.name) {
    case "pull":
      return `pull:${job.feedId}`;
    case "converge":
      return `converge:${job.record}:${job.shop}`;
    case "owed":
    case "sample":
    case "purge":
      return job.name;
    default:
      return `${job.name}:${job.shop}`;
  }
}
