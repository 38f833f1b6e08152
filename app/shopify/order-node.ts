import type { WholeOrdersQuery } from "./generated.ts";
import type { found } from "./nodes.ts";

/** One order as WholeOrders answers it; its lists may go on. */
export type OrderNode = ReturnType<typeof found<WholeOrdersQuery["nodes"][number]>>[number];
