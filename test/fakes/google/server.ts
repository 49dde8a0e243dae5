import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Call } from "./calls.ts";
import { type Faults, faultList } from "./faults.ts";
import { type Human, humanAt } from "./human.ts";
import type { Workbook } from "./model.ts";
import { type NewWorkbook, newWorkbook } from "./new-workbook.ts";
import { GOOGLE_LIMITS, type QuotaLimits, quotaCounter } from "./quota.ts";
import { type State, serve } from "./serve.ts";

export interface FakeGoogleOptions {
  /** Milliseconds; with it the quotas are counted, without it there are none. */
  readonly now?: () => number;
  readonly limits?: QuotaLimits;
  /** Whose token it is; null = unknown token, 401. Every token is one service account's unless told. */
  readonly emailOf?: (token: string) => string | null;
  /** Whether a sort carries row metadata along. Google does not promise either. */
  readonly sortMovesMetadata?: boolean;
}

export const SERVICE_ACCOUNT = "duban@project.iam.gserviceaccount.com";

/** An editor whom no protected range names. */
export const PERSON = "person@example.com";

export interface FakeGoogle {
  /** For the client's `rootUrl`. */
  readonly url: string;
  readonly spreadsheets: Map<string, Workbook>;
  readonly calls: Call[];
  readonly faults: Faults;
  create(workbook: NewWorkbook): Workbook;
  /** Somebody who has the spreadsheet open; not the owner unless told. */
  human(spreadsheetId: string, email?: string): Human;
  /** Runs between the arrival of the next call of this method and its effect. */
  beforeNext(method: string, edit: () => void): void;
  close(): Promise<void>;
}

/**
 * Google Sheets for the real client, as far as its discovery document and the modelled requests go; anything else it has is answered with 501.
 * Stricter than Google: numbers in quotes and masks that name what only Google writes are refused, minutes of the quota slide.
 * Kinder: people are not held to drop-downs, formulas have no locale, answers are not compressed.
 */
export async function startFakeGoogle(options: FakeGoogleOptions = {}): Promise<FakeGoogle> {
  const state = stateOf(options);
  const server = createServer({ keepAliveTimeout: KEPT_OPEN_MS }, (request, response) => {
    serve(state, request, response).catch((bug: unknown) => {
      request.socket.destroy();
      throw bug;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    spreadsheets: state.spreadsheets,
    calls: state.calls,
    faults: state.faults,
    create: (workbook) => {
      const book = newWorkbook(workbook);
      state.spreadsheets.set(book.id, book);
      return book;
    },
    human: (id, email = PERSON) => humanAt(state.spreadsheets, id, email, state.sortMovesMetadata),
    beforeNext: (method, edit) => {
      state.edits.push({ method, edit });
    },
    close: () => closed(server),
  };
}

/** Google lets an idle connection stand for minutes, Node for five seconds: a batch after a long decision would find it cut. */
const KEPT_OPEN_MS = 240_000;

const stateOf = ({ now, limits = GOOGLE_LIMITS, emailOf, sortMovesMetadata = true }: FakeGoogleOptions): State => ({
  spreadsheets: new Map(),
  calls: [],
  faults: faultList(),
  edits: [],
  sortMovesMetadata,
  emailOf: emailOf ?? (() => SERVICE_ACCOUNT),
  count: now === undefined ? () => {} : quotaCounter(now, limits),
});

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
