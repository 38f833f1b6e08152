import type { RecordKind } from "#app/core/values/record-kind.ts";

/** What can be asked of a worker. Payloads are ids: what there is to do is read from the tables. */
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

/** Jobs that would do the same work; while one waits, another adds nothing. */
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
