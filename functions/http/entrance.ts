import type { IncomingMessage } from "node:http";
import { type Authenticate, authenticator } from "./access.ts";
import { refusal } from "./answer.ts";
import type { DoorSettings } from "./door.ts";
import { type Guest, guestOf } from "./guests.ts";
import { unknownLink } from "./link-refusals.ts";
import { type Limit, type Limiter, limiter } from "./rate.ts";
import { type Found, refuseMethod, routeOf } from "./routes.ts";

/** Requests of one known caller; refused credentials, refused links and requests without any of one address. */
export interface Limits {
  readonly caller: Limit;
  readonly failures: Limit;
  readonly links: Limit;
  readonly anonymous: Limit;
}

export const LIMITS: Limits = {
  caller: { burst: 30, perMinute: 60 },
  failures: { burst: 10, perMinute: 5 },
  links: { burst: 60, perMinute: 60 },
  anonymous: { burst: 60, perMinute: 60 },
};

/** What the log is told of a request. */
export interface Trace {
  template: string;
  caller: string;
}

/** Where to, and who came by a link; null: a caller, or anybody where nobody is asked. */
export interface Entered extends Found {
  readonly guest: Guest | null;
}

/** From the bare request to a door that may be opened. Throws RefusedError. */
export type Enter = (request: IncomingMessage, trace: Trace) => Promise<Entered>;

interface Guards {
  readonly authenticate: Authenticate;
  readonly limiters: Readonly<Record<keyof Limits, Limiter>>;
}

/** Where to → who asks → how often; the body is not touched before that. */
export function entrance({ config, addressOf, ticks, limits = LIMITS, certificates }: DoorSettings): Enter {
  const guards: Guards = {
    authenticate: authenticator(config.http, certificates),
    limiters: {
      caller: limiter(limits.caller, ticks),
      failures: limiter(limits.failures, ticks),
      links: limiter(limits.links, ticks),
      anonymous: limiter(limits.anonymous, ticks),
    },
  };
  return async (request, trace) => {
    const address = addressOf(request);
    const found = whereTo(guards, request, address, trace);
    if (found.route.door === "health") return { ...found, guest: null };
    const guest = found.route.door === "board" ? invited(guards, config, request, found, address) : null;
    trace.caller = guest === null ? await known(guards, request, address) : guest.link.address;
    spend(guards.limiters.caller, trace.caller);
    return { ...found, guest };
  };
}

/** What leads nowhere costs an address as much as a look at /health. */
function whereTo({ limiters }: Guards, request: IncomingMessage, address: string, trace: Trace): Found {
  try {
    const found = routeOf(request.url ?? "");
    trace.template = found.route.template;
    refuseMethod(found, request.method);
    if (found.route.door === "health") spend(limiters.anonymous, address);
    return found;
  } catch (error) {
    spend(limiters.anonymous, address);
    throw error;
  }
}

/** After too many refusals an address waits, whatever it then brings: guessing must cost time. */
async function known({ authenticate, limiters }: Guards, request: IncomingMessage, address: string): Promise<string> {
  refuseHaste(limiters.failures.wait(address));
  try {
    return await authenticate(request.headers.authorization);
  } catch (error) {
    limiters.failures.take(address);
    throw error;
  }
}

/**
 * Somebody with a link, unless the request has a caller's credential. A whole office, and its own callers, may sit behind the address of one proxy, and a
 * new secret makes strangers of them all: refused links are counted apart, and a good one is let in meanwhile. Nobody comes to one by guessing.
 */
function invited(
  { limiters }: Guards,
  config: DoorSettings["config"],
  request: IncomingMessage,
  { query }: Found,
  address: string,
): Guest | null {
  if (request.headers.authorization !== undefined || config.board === null) return null;
  const guest = guestOf(config, request, query);
  if (typeof guest !== "string") return guest;
  spend(limiters.links, address);
  throw unknownLink(guest);
}

function spend(limit: Limiter, key: string): void {
  refuseHaste(limit.wait(key));
  limit.take(key);
}

function refuseHaste(seconds: number): void {
  if (seconds === 0) return;
  const headers = { "Retry-After": String(seconds) };
  throw refusal(429, "too-many-requests", `请求过于频繁，请 ${seconds} 秒后再试。`, { headers });
}
