/** What a long job works in. Work on all shops shares few slots. */
export interface Slot {
  /** It has been used for long enough and others may be waiting: end where work can go on later. */
  readonly isOver: boolean;
}

/** For work that nobody waits behind. */
export const UNHURRIED: Slot = { isOver: false };
