import { sheets, type sheets_v4 } from "googleapis/build/src/apis/sheets/index.js";
import { type Failure, failureOf, portError } from "./failures.ts";
import type { ApiSpreadsheet, Request } from "./fields.ts";

/** Whatever the client accepts, or a function that gives an access token. */
export type GoogleAuth = NonNullable<sheets_v4.Options["auth"]> | (() => Promise<string>);

export interface CallOptions {
  /** Name in 分表, for errors. */
  readonly name: string;
  readonly auth: GoogleAuth;
  readonly rootUrl?: string;
  /** Awaited before every call: the share of the account's quota. */
  readonly governor?: (kind: "read" | "write") => Promise<void>;
  readonly wait?: (ms: number) => Promise<void>;
  /** 0 … 1. */
  readonly chance?: () => number;
  /** Milliseconds left for all of it. */
  readonly deadline?: () => number;
  /** Silence that ends a call: Google gives up after three minutes, and the answer to a large reading takes its time. */
  readonly silenceMs?: number;
}

export interface Calls {
  /** Throws PortError. */
  read(fields: string): Promise<ApiSpreadsheet>;
  /** Nothing is tried twice here: null = applied. */
  write(requests: readonly Request[]): Promise<Failure | null>;
  /** Waits before the next attempt; throws `failure` as a PortError when there is no time for one. */
  pause(attempt: number, failure: Failure): Promise<void>;
}

const MOST_ATTEMPTS = 9;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 32_000;
const LONGEST_CALL_MS = 180_000;

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The two calls of the API we make, each once: retries are ours, since a write without an answer must not be sent again blindly. */
export function openCalls(spreadsheetId: string, options: CallOptions): Calls {
  const { name, governor, wait = sleep, chance = Math.random, deadline = () => Number.POSITIVE_INFINITY } = options;
  const { auth, rootUrl, silenceMs = LONGEST_CALL_MS } = options;
  const client = sheets({
    ...{ version: "v4", retry: false },
    ...(typeof auth === "function" ? {} : { auth }),
    ...(rootUrl === undefined ? {} : { rootUrl }),
  });
  const call = async () => ({
    retry: false,
    timeout: Math.max(1, Math.min(silenceMs, deadline())),
    ...(typeof auth === "function" ? { headers: { Authorization: `Bearer ${await auth()}` } } : {}),
  });
  const pause = async (attempt: number, failure: Failure): Promise<void> => {
    const ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + chance() / 2);
    if (attempt + 1 >= MOST_ATTEMPTS || ms >= deadline()) throw givenUp(name, failure);
    await wait(ms);
  };
  return {
    pause,
    async read(fields) {
      for (let attempt = 0; ; attempt++) {
        await governor?.("read");
        try {
          return (await client.spreadsheets.get({ spreadsheetId, fields }, await call())).data;
        } catch (error) {
          const failure = failureOf(error);
          if (failure.kind === "final" || failure.kind === "refused") throw givenUp(name, failure);
          await pause(attempt, failure);
        }
      }
    },
    async write(requests) {
      await governor?.("write");
      const requestBody = { requests: [...requests] };
      try {
        await client.spreadsheets.batchUpdate({ spreadsheetId, requestBody, fields: "spreadsheetId" }, await call());
        return null;
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

export function givenUp(file: string, failure: Failure): Error {
  if (failure.kind === "final") return portError(failure.code, file, failure.reason, false);
  if (failure.kind === "refused") return portError("workbook-refused", file, failure.reason, false);
  return portError(failure.kind === "busy" ? "google-busy" : "google-unreachable", file, failure.reason, true);
}
