/** Padding of parts without a card: on a phone, cards reach the edge of the screen, other parts must not. */
export const EDGE = { xs: "400", sm: "0" } as const;
