import type { WholeOrdersQuery } from "../api/generated.ts";
import type { found } from "../api/nodes.ts";

/** One order as WholeOrders answers it; its lists may have more pages. */
export type OrderNode = ReturnType<typeof found<WholeOrdersQuery["nodes"][number]>>[number];
