/**
 * Whose turn it is among parties that share something scarce: the one that was given the least so far
 * (start-time fair queueing). A party that comes back has no claim to what it left to others meanwhile.
 */
export class Turns {
  private readonly given = new Map<string, number>();
  /** What the party served last had been given before: those that join start here. */
  private level = 0;

  /** `party` has something to ask for again. */
  join(party: string): void {
    this.given.set(party, Math.max(this.of(party), this.level));
  }

  /** The first request of the party whose turn it is; undefined: there is none. */
  next<Request>(requests: readonly Request[], partyOf: (request: Request) => string): Request | undefined {
    return requests.reduce<Request | undefined>((best, request) => {
      if (best === undefined) return request;
      return this.of(partyOf(request)) < this.of(partyOf(best)) ? request : best;
    }, undefined);
  }

  /** `party` was given this much. */
  served(party: string, amount: number): void {
    this.level = Math.max(this.level, this.of(party));
    this.given.set(party, this.of(party) + amount);
  }

  private of(party: string): number {
    return this.given.get(party) ?? this.level;
  }
}
