import type { ServerResponse } from "node:http";
import type { BoardPage } from "../../lib/views/board/page.ts";

/** What the door says: one JSON object, or a page for people's eyes in its place. */
export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly page?: BoardPage;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the log alone. */
  readonly because?: string;
}

/** A request that is not served. Its answer has a code for machines and a sentence for people. */
export class RefusedError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.name = "RefusedError";
    this.answer = answer;
  }
}

type More = Pick<Answer, "headers" | "because"> & { readonly faults?: readonly string[] };

export function refusal(status: number, code: string, message: string, more: More = {}): RefusedError {
  const { faults, ...rest } = more;
  return new RefusedError({ status, body: { code, message, ...(faults === undefined ? {} : { faults }) }, ...rest });
}

const HEADERS = {
  "Content-Type": "application/json; charset=utf-8",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
} as const;

/** How long a body that nobody reads is let run out: closing at once would tear the answer from the caller's hands. */
const LINGER_MS = 1000;

/** A page may do what its own policy allows. Its address may be a credential, so it is told to nobody. */
const pageHeaders = ({ policy }: BoardPage): Readonly<Record<string, string>> => ({
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": policy,
  "Cache-Control": "private, no-store",
  "Referrer-Policy": "no-referrer",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex",
});

/** Sends the answer. A request that was not read to its end ends the connection. */
export function send(response: ServerResponse, { status, page, headers = {} }: Answer, text: string): void {
  const { req: request } = response;
  const close = request.complete ? {} : { Connection: "close" };
  const kind = page === undefined ? {} : pageHeaders(page);
  response.writeHead(status, { ...HEADERS, ...kind, ...headers, ...close, "Content-Length": Buffer.byteLength(text) });
  if (request.complete) return void response.end(text);
  response.write(text);
  const end = (): void => void response.end();
  const late = setTimeout(end, LINGER_MS);
  request.once("close", () => clearTimeout(late));
  request.once("end", end).resume();
}
