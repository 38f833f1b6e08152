/** One thing that waits for a person: what happened in words, and the one place to deal with it. */

export interface Need {
  key: string;
  urgent: boolean;
  text: string;
  detail?: string;
  action: string;
  url: string;
}
