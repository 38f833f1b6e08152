/** What one buyer says about one article. */
export interface ReviewRecord {
  /** The source's own id, which never changes. */
  id: string;
  sku: string;
  /** 1 to 5. */
  stars: number;
  title: string | null;
  text: string;
  author: string | null;
  /** The author is known to have bought it. */
  verified: boolean;
  /** It may be shown; false: withdrawn or not yet looked at. */
  published: boolean;
  writtenAt: Date;
  asOf: Date;
  origin: string;
}
