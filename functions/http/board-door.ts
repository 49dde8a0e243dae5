import { addDays } from "../../lib/domain/dates.ts";
import type { BoardScope } from "../../lib/views/board/board.ts";
import { type BoardRoom, boardRoom, EVERYTHING } from "../board/board-room.ts";
import { LINK_FIELD } from "../board/link.ts";
import { officeMoment, openClock } from "../clock.ts";
import type { BoardAccess, Config } from "../config.ts";
import type { Answer } from "./answer.ts";
import type { DoorSettings } from "./door.ts";
import { type Guest, LINK_COOKIE } from "./guests.ts";
import { unknownLink } from "./link-refusals.ts";
import type { Visit } from "./visit.ts";

/** `GET /board`: the wall chart. Callers see all of it, whoever comes by a link what that person may see on this day. */
export function boardDoor({
  config,
  ticks,
}: Pick<DoorSettings, "config" | "ticks">): (visit: Visit) => Promise<Answer> {
  const room = boardRoom({ config, ticks });
  return async ({ guest, query }) => {
    const scope = guest === null ? EVERYTHING : await scopeOf(room, guest);
    if (guest?.inAddress === true) return keptInCookie(config, guest, query);
    const { readBoardQuery } = await import("../../lib/views/board/query.ts");
    const asked = { mode: "served", query: readBoardQuery(query), wall: query.get("wall") === "1" } as const;
    return { status: 200, body: {}, page: await room.page(scope, asked) };
  };
}

/** Throws RefusedError where the person is gone, 停用 or has another address now: the same words as for any other link. */
async function scopeOf({ scopeOf: find }: BoardRoom, { link }: Guest): Promise<BoardScope> {
  const scope = await find(link);
  if (scope === null) throw unknownLink("not-in-people");
  return scope;
}

/** The token leaves the address, and with it the history and the log of every proxy but the first request's. */
function keptInCookie(config: Config, { token, link }: Guest, query: URLSearchParams): Answer {
  const access = config.board!;
  const rest = new URLSearchParams(query);
  rest.delete(LINK_FIELD);
  const path = boardPath(access);
  const seconds = Math.ceil(
    (Date.parse(officeMoment(addDays(link.until, 1), "00:00")) - Date.parse(openClock(config.now).now())) / 1000,
  );
  const cookie = [`${LINK_COOKIE}=${token}`, `Path=${path}`, `Max-Age=${seconds}`, "HttpOnly", "SameSite=Lax"];
  const secure = access.url.startsWith("https:") ? ["Secure"] : [];
  return {
    status: 303,
    body: {},
    headers: {
      Location: rest.size === 0 ? path : `${path}?${rest}`,
      "Set-Cookie": [...cookie, ...secure].join("; "),
      "Referrer-Policy": "no-referrer",
    },
  };
}

const boardPath = ({ url }: BoardAccess): string => `${new URL(url).pathname.replace(/\/$/, "")}/board`;
