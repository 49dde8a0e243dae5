import type { ServerResponse } from "node:http";
import type { PackedPage } from "./packed-page.ts";

/** What the door says: one JSON object, or a page for people's eyes in its place. */
export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly page?: PackedPage;
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

/** Sends the answer. A request that was not read to its end ends the connection. */
export function send(
  response: ServerResponse,
  { status, headers = {} }: Pick<Answer, "status" | "headers">,
  text: string | Uint8Array,
): void {
  const { req: request } = response;
  const close = request.complete ? {} : { Connection: "close" };
  response.writeHead(status, { ...HEADERS, ...headers, ...close, "Content-Length": Buffer.byteLength(text) });
  if (request.complete) return void response.end(text);
  response.write(text);
  const end = (): void => void response.end();
  const late = setTimeout(end, LINGER_MS);
  request.once("close", () => clearTimeout(late));
  request.once("end", end).resume();
}
