/** Beside the cards of a page: on a phone they reach the edge of the screen, and what stands alone keeps off it. */
export const EDGE = { xs: "400", sm: "0" } as const;
