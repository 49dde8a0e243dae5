import type { Config } from "../config.ts";
import type { Guest } from "./guests.ts";

/** One request as a door gets it: its caller is known and let in, its body read. */
export interface Visit {
  readonly config: Config;
  /** The part of the path in braces; "" where the path has none. */
  readonly id: string;
  /** Parsed JSON of nobody knows what. */
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  readonly query: URLSearchParams;
  /** Who came by a link to the board; null: a caller with a credential, or anybody where none is asked for. */
  readonly guest: Guest | null;
}
