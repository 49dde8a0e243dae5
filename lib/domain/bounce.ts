import type { Instant } from "./dates.ts";

/**
 * An address that is written to no more: its server sent a letter back for good, or its reader called our letters junk. It ends when the address
 * stands nowhere in 人员 any more.
 */
export interface Bounce {
  readonly address: string;
  readonly kind: "bounce" | "complaint";
  /** When it was noticed. */
  readonly at: Instant;
  /** The letter it was noticed by. */
  readonly messageId: string;
}

/** By address. */
export type Bounces = ReadonlyMap<string, Bounce>;

export const NO_BOUNCES: Bounces = new Map();
