/** The quantity that every item shows in the shop at first; the source has one more. */
export const SHOWS = 10;
