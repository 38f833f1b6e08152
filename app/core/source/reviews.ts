/** What one buyer says of one article. */
export interface ReviewRecord {
  /** The source's own, the same for ever. */
  id: string;
  sku: string;
  /** 1 to 5. */
  stars: number;
  title: string | null;
  text: string;
  author: string | null;
  /** Known to have bought it. */
  verified: boolean;
  /** May be shown; false: withdrawn or not yet looked at. */
  published: boolean;
  writtenAt: Date;
  asOf: Date;
  origin: string;
}
