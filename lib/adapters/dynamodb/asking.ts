import { PortError } from "../../ports/port-error.ts";
import { type Failure, failureOf } from "./failures.ts";

export interface AskingOptions {
  readonly readOnly?: boolean;
  readonly wait?: (ms: number) => Promise<void>;
  /** 0..1, for the jitter of retries. */
  readonly chance?: () => number;
}

export type Outcome = "done" | Exclude<Failure, "later">;

/** How requests are repeated. */
export interface Asking {
  /** Asked until it is answered. */
  readonly read: <T>(request: () => Promise<T>) => Promise<T>;
  /** Only a request that was turned away is repeated: what became of an unanswered one is for the caller to find out. */
  readonly write: (request: () => Promise<unknown>) => Promise<Outcome>;
  /** Before the n-th repetition; longer each time, and never for all at the same moment. */
  readonly pause: (n: number) => Promise<void>;
  readonly busy: (cause?: unknown) => PortError;
}

/** Repetitions of one request, and of one change. Together they last about ten seconds. */
export const MOST_TRIES = 9;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 3_000;

export function asking(file: string, options: AskingOptions): Asking {
  const chance = options.chance ?? Math.random;
  const wait = options.wait ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
  const pause = (n: number): Promise<void> =>
    wait(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** n) * (0.5 + chance()));
  const busy = (cause?: unknown): PortError => new PortError("store-busy", { file }, { retryable: true, cause });

  async function repeated<T>(request: () => Promise<T>, instead: (failure: Failure) => T | null): Promise<T> {
    for (let n = 0; ; n++) {
      try {
        return await request();
      } catch (error) {
        const answer = instead(failureOf(error, file));
        if (answer !== null) return answer;
        if (n === MOST_TRIES) throw busy(error);
      }
      await pause(n);
    }
  }

  const write = async (request: () => Promise<unknown>): Promise<Outcome> => {
    if (options.readOnly === true) throw new PortError("store-read-only", { file }, { retryable: false });
    const done = async (): Promise<Outcome> => {
      await request();
      return "done";
    };
    return repeated(done, (failure) => (failure === "later" ? null : failure));
  };
  return { read: (request) => repeated(request, () => null), write, pause, busy };
}
