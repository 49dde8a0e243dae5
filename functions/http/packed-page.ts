import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import type { BoardPage } from "../../lib/views/board/page.ts";

/** A page as it travels and as it is kept: a seventh of its size, since rows are much alike. */
export interface PackedPage {
  readonly policy: string;
  readonly gzip: Uint8Array;
}

/** Half the time of the usual 6, and little larger. */
const LEVEL = 4;

export const packed = async ({ html, policy }: BoardPage, hush: (text: string) => string): Promise<PackedPage> => ({
  policy,
  gzip: await promisify(gzip)(hush(html), { level: LEVEL }),
});

export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** A page may do what its own policy allows. Its address may be a credential, so it is told to nobody. */
export function asAccepted({ headers }: Pick<IncomingMessage, "headers">, { policy, gzip: bytes }: PackedPage): Sent {
  const accepts = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(headers["accept-encoding"]?.toString() ?? "");
  return {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy,
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "no-referrer",
      "X-Frame-Options": "DENY",
      "X-Robots-Tag": "noindex",
      Vary: "Accept-Encoding",
      ...(accepts ? { "Content-Encoding": "gzip" } : {}),
    },
    bytes: accepts ? bytes : gunzipSync(bytes),
  };
}
