import type { IncomingMessage } from "node:http";
import { type BoardLink, LINK_FIELD, readLink } from "../board/link.ts";
import { openClock } from "../clock.ts";
import type { Config } from "../config.ts";

/** Somebody who came by a link that we signed and that is not over. Whether it still opens anything, 人员 says. */
export interface Guest {
  readonly link: BoardLink;
  readonly token: string;
  /** It stood in the address, which people copy, photograph and send on; else in the cookie. */
  readonly inAddress: boolean;
}

/** `altered`: not ours as it stands; `expired`: ours once. */
export type Refused = "no-link" | "altered" | "expired";

export const LINK_COOKIE = "duban_board";

const COOKIE = new RegExp(`(?:^|; *)${LINK_COOKIE}=([^;]*)`);

/** The link a request comes by: the one in its address, else the one its browser was given. */
export function guestOf(
  { board, now }: Pick<Config, "board" | "now">,
  { headers }: Pick<IncomingMessage, "headers">,
  query: URLSearchParams,
): Guest | Refused {
  const given = query.get(LINK_FIELD);
  const token = given ?? COOKIE.exec(headers.cookie ?? "")?.[1];
  if (token === undefined || board === null) return "no-link";
  const link = readLink(board.secret, token);
  if (link === null) return "altered";
  return link.until < openClock(now).today() ? "expired" : { link, token, inAddress: given !== null };
}
