export type Way = "concord" | "node" | "remix";

export const SECRET = "bench-secret";
