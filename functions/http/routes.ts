import { refusal } from "./answer.ts";

export type Door = "run" | "record" | "drafts" | "confirm" | "board" | "health";

interface Route {
  readonly door: Door;
  readonly method: "GET" | "POST";
  /** As it stands in the log: never the path itself. */
  readonly template: string;
  readonly path: RegExp;
  /** What is asked for stands in the address, so that it can be kept and sent on. */
  readonly query?: true;
}

/** Every path there is, letter by letter: nothing is decoded, tidied or resolved. */
const ROUTES: readonly Route[] = [
  { door: "run", method: "POST", template: "/run/{job}", path: /^\/run\/([a-z]{1,20})$/ },
  { door: "record", method: "GET", template: "/runs/{id}", path: /^\/runs\/([1-9]\d{0,14})$/ },
  { door: "drafts", method: "GET", template: "/drafts", path: /^\/drafts$/ },
  {
    door: "confirm",
    method: "POST",
    template: "/drafts/{id}/confirm",
    path: /^\/drafts\/([A-Za-z0-9][A-Za-z0-9-]{0,63})\/confirm$/,
  },
  { door: "board", method: "GET", template: "/board", path: /^\/board$/, query: true },
  { door: "health", method: "GET", template: "/health", path: /^\/health$/ },
];

export interface Found {
  readonly route: Route;
  /** The part of the path in braces. */
  readonly id: string;
  /** Empty but for the one door that has any. */
  readonly query: URLSearchParams;
}

const MOST_CHARACTERS = 256;
/** With a query: filters in Chinese are nine characters a sign. */
const MOST_WITH_QUERY = 4096;

/** The route of a request target. Throws RefusedError. */
export function routeOf(target: string): Found {
  const [path = "", ...query] = target.split("?");
  const route = ROUTES.find((one) => one.path.test(path));
  if (target.length > (route?.query === true ? MOST_WITH_QUERY : MOST_CHARACTERS))
    throw refusal(414, "path-too-long", "网址过长。");
  if (!/^\/[\w/-]*$/.test(path)) throw refusal(400, "bad-path", "网址中有不允许的字符。");
  if (route === undefined)
    throw refusal(404, "no-such-path", `没有这个网址，可用的是 ${ROUTES.map(({ template }) => template).join("、")}。`);
  if (query.length > 0 && route.query === undefined)
    throw refusal(400, "no-query", "网址中不能带参数，请写在请求内容里。");
  return { route, id: route.path.exec(path)?.[1] ?? "", query: new URLSearchParams(query.join("?")) };
}

/** Throws RefusedError with the methods that are allowed. */
export function refuseMethod({ route }: Found, method: string | undefined): void {
  if (method === route.method) return;
  throw refusal(405, "method-not-allowed", `这个网址只接受 ${route.method}。`, { headers: { Allow: route.method } });
}
