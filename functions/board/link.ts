import { createHmac } from "node:crypto";
import type { PlainDate } from "../../lib/domain/dates.ts";
import type { Links } from "../../lib/jobs/outside.ts";
import type { BoardAccess, Config } from "../config.ts";
import { isSame } from "../http/same.ts";

/** Whose board a link opens, and to the end of which day. */
export interface BoardLink {
  /** Lower case: the identity of a person. What it opens is decided anew at every look. */
  readonly address: string;
  readonly until: PlainDate;
}

const VERSION = "1";
const TOKEN = /^1\.[\w-]{14,700}\.[\w-]{43}$/;
const DAY_CHARACTERS = 10;

/** The field of the address that holds a token. */
export const LINK_FIELD = "t";

/** How letters come by their links. */
export const linksOf = ({ board }: Pick<Config, "board">): Links | null =>
  board === null
    ? null
    : {
        linkFor: (address, until) => linkUrl(board, { address, until }),
        unsigned: `${board.url}/board?${LINK_FIELD}=…`,
      };

export const linkUrl = ({ url, secret }: BoardAccess, link: BoardLink): string =>
  `${url}/board?${LINK_FIELD}=${linkToken(secret, link)}`;

/** The token of a link: its version, whom and until when in base64url, and HMAC-SHA256 over all of it. The same link is the same token. */
export function linkToken(secret: string, { address, until }: BoardLink): string {
  const mac = createHmac("sha256", secret).update(`duban board ${VERSION}\n${until}\n${address}`);
  return `${VERSION}.${Buffer.from(until + address).toString("base64url")}.${mac.digest("base64url")}`;
}

/**
 * What a token says, if this secret signed it as it stands. base64url has many spellings of the same bytes, so the token is made once more and compared
 * whole: only ours counts.
 */
export function readLink(secret: string, token: string): BoardLink | null {
  if (!TOKEN.test(token)) return null;
  const text = Buffer.from(token.split(".")[1]!, "base64url").toString("utf8");
  const link = { until: text.slice(0, DAY_CHARACTERS), address: text.slice(DAY_CHARACTERS) };
  return isSame(token, linkToken(secret, link)) ? link : null;
}
