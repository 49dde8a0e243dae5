import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { violationsIn } from "./body-check.ts";
import { type Call, cellsIn } from "./calls.ts";
import { type Route, routeOf } from "./discovery.ts";
import { badRequest, forbidden, GoogleError, missing, outage, unauthenticated } from "./errors.ts";
import type { Fault, Faults } from "./faults.ts";
import { project } from "./field-mask.ts";
import { answer, kindOf } from "./methods.ts";
import type { Workbook } from "./model.ts";
import { checkQuery, responseMask } from "./query.ts";

/** What the server knows between calls. */
export interface State {
  readonly spreadsheets: Map<string, Workbook>;
  readonly calls: Call[];
  readonly faults: Faults;
  readonly edits: { readonly method: string; readonly edit: () => void }[];
  readonly sortMovesMetadata: boolean;
  emailOf(token: string): string | null;
  count(user: string, kind: "Read" | "Write"): void;
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

/** One HTTP call from its arrival to its answer. */
export async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await textOf(request);
  const url = new URL(request.url ?? "/", "http://fake");
  const route = routeOf(request.method ?? "", url.pathname);
  const fault = route === null ? null : state.faults.take(route.method, route.path.spreadsheetId ?? null);
  await pause(fault?.late);
  const body = jsonOf(text);
  const reply = faulty(fault, () => answered(state, request, url, route, body));
  const sent = reply === "reset" ? "" : JSON.stringify(reply.body);
  if (route !== null) state.calls.push(callOf(route, text, reply, sent, cellsIn(body)));
  await pause(fault?.slow);
  if (reply === "reset") return void request.socket.resetAndDestroy();
  response.writeHead(reply.status, { "Content-Type": "application/json; charset=UTF-8" });
  response.end(sent);
}

const pause = (until: number | Promise<unknown> = 0): Promise<unknown> =>
  typeof until === "number" ? wait(until) : until;

const callOf = (route: Route, text: string, reply: Reply | "reset", sent: string, received: number): Call => ({
  method: route.method,
  spreadsheetId: route.path.spreadsheetId ?? null,
  status: reply === "reset" ? 0 : reply.status,
  bytesIn: Buffer.byteLength(text),
  bytesOut: Buffer.byteLength(sent),
  cells: received + (reply === "reset" ? 0 : cellsIn(reply.body)),
});

function faulty(fault: Fault | null, work: () => Reply): Reply | "reset" {
  if (fault?.before === "reset") return "reset";
  if (fault?.before !== undefined) return replyOf(outage(fault.before));
  const reply = work();
  if (fault?.after === undefined) return reply;
  return fault.after === "reset" ? "reset" : replyOf(outage(fault.after));
}

const replyOf = (error: GoogleError): Reply => ({ status: error.code, body: error.body });

function answered(state: State, request: IncomingMessage, url: URL, route: Route | null, body: unknown): Reply {
  try {
    return { status: 200, body: understood(state, request, url, route, body) };
  } catch (error) {
    if (error instanceof GoogleError) return replyOf(error);
    throw error;
  }
}

function understood(state: State, request: IncomingMessage, url: URL, route: Route | null, body: unknown): object {
  if (route === null) throw missing(`The requested URL ${url.pathname} was not found on this server.`);
  const email = callerOf(state, request);
  state.count(email, kindOf(route.method));
  checkQuery(url.searchParams, route.query);
  const mask = responseMask(url.searchParams, route.response);
  const clean = checkedBody(route, body);
  happen(state, route.method);
  const book = bookOf(state, route);
  const caller = { email, sortMovesMetadata: state.sortMovesMetadata };
  const result = answer({ book, route, query: url.searchParams, body: clean, mask, caller });
  if (result.book !== undefined) state.spreadsheets.set(book.id, result.book);
  return project(result.body, mask) as object;
}

function callerOf(state: State, { headers }: IncomingMessage): string {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  const email = token === undefined ? null : state.emailOf(token);
  if (email === null) throw unauthenticated();
  return email;
}

function bookOf(state: State, route: Route): Workbook {
  const book = state.spreadsheets.get(route.path.spreadsheetId ?? "");
  if (book === undefined) throw missing();
  if (!book.shared) throw forbidden();
  return book;
}

function checkedBody(route: Route, body: unknown): unknown {
  if (route.request === null) return null;
  if (body instanceof SyntaxError)
    throw badRequest([{ field: "", description: "Invalid JSON payload received. Parse error." }]);
  const violations = violationsIn(body, route.request);
  if (violations.length > 0) throw badRequest(violations);
  return withoutNulls(body);
}

/** A field that is null is a field that is not set. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const set = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(set.map(([name, inner]) => [name, withoutNulls(inner)]));
}

function happen(state: State, method: string): void {
  const due = state.edits.filter((entry) => entry.method === method);
  for (const entry of due) {
    state.edits.splice(state.edits.indexOf(entry), 1);
    entry.edit();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
