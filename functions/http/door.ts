import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "../config.ts";
import { type Answer, send } from "./answer.ts";
import { boardDoor } from "./board-door.ts";
import { readBody } from "./body.ts";
import { discreet, hushed } from "./discreet.ts";
import { type Enter, entrance, type Limits, type Trace } from "./entrance.ts";
import { type Failure, failureAnswer } from "./failures.ts";
import { healthDoor } from "./health.ts";
import { asAccepted, packed } from "./packed-page.ts";
import { confirmDoor, draftList, runRecord } from "./records.ts";
import type { Door } from "./routes.ts";
import { runDoor } from "./run-door.ts";
import type { Visit } from "./visit.ts";

export interface DoorSettings {
  readonly config: Config;
  /** Whom a request comes from: the other end of its socket, or what a proxy that we know says. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Milliseconds of a monotonic clock. */
  readonly ticks: () => number;
  /** Takes one line of the log. */
  readonly log: (line: object) => void;
  readonly limits?: Limits;
  /** Where the certificates of Google's tokens are; left out: at Google. */
  readonly certificates?: string;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Doors = Readonly<Record<Door, (visit: Visit) => Promise<Answer>>>;

/** All doors of the service as one function. Never throws; logs no body, no credential, no query and no path but its template. */
export function door(settings: DoorSettings): Handler {
  const { config, ticks, log } = settings;
  const enter = entrance(settings);
  const doors = {
    run: runDoor,
    record: runRecord,
    drafts: draftList,
    confirm: confirmDoor,
    board: boardDoor(settings),
    health: healthDoor(settings),
  };
  const jsonOf = discreet(config);
  const hush = hushed(config);
  return async (request, response) => {
    const start = ticks();
    const trace: Trace = { template: "-", caller: "-" };
    const { bug, because, ...plain } = await answered(request, { config, enter, doors }, trace);
    const answer = trace.template === BOARD ? await forEyes(request, plain, hush) : plain;
    const page = answer.page === undefined ? null : asAccepted(request, answer.page);
    if (page === null) send(response, answer, jsonOf(answer.body));
    else send(response, { ...answer, headers: { ...page.headers, ...answer.headers } }, page.bytes);
    const { code } = answer.body as { readonly code?: string };
    const line = {
      method: request.method,
      path: trace.template,
      status: answer.status,
      ms: Math.round(ticks() - start),
    };
    log({ ...line, caller: trace.caller, code, because, ...bug });
  };
}

const BOARD = "/board";

/** A browser that does not get the board gets the reason as a page; the office's wall, which nobody reloads, asks again by itself. */
async function forEyes(request: IncomingMessage, answer: Failure, hush: (text: string) => string): Promise<Failure> {
  const { message } = answer.body as { readonly message?: string };
  if (message === undefined || request.headers.accept?.includes("text/html") !== true) return answer;
  const { noticePage } = await import("../../lib/views/board/notice-page.ts");
  const again = request.url?.includes("wall=1") === true ? { Refresh: "60" } : {};
  return { ...answer, page: await packed(noticePage(message), hush), headers: { ...answer.headers, ...again } };
}

interface House {
  readonly config: Config;
  readonly enter: Enter;
  readonly doors: Doors;
}

async function answered(request: IncomingMessage, { config, enter, doors }: House, trace: Trace): Promise<Failure> {
  try {
    const { route, id, query, guest } = await enter(request, trace);
    const body = route.method === "POST" ? await readBody(request) : {};
    const idempotencyKey = request.headers["idempotency-key"]?.toString();
    return await doors[route.door]({ config, id, body, idempotencyKey, query, guest });
  } catch (error) {
    return failureAnswer(error);
  }
}
