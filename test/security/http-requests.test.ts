import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { type DoorProcess, framework, ownServer, SECRET } from "./door-process.ts";

const KB = 1024;
const AUTH = `Authorization: Bearer ${SECRET}\r\n`;
const JSON_TYPE = "Content-Type: application/json\r\n";

const get = (path: string, more = ""): string => `GET ${path} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n${more}\r\n`;

const post = (path: string, body: string | Uint8Array, more = JSON_TYPE): Uint8Array =>
  Buffer.concat([
    Buffer.from(`POST ${path} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n${AUTH}${more}`),
    Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
  ]);

const chunked = (path: string, chunk: string, times: number): string =>
  `POST ${path} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n${AUTH}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n${`${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(times)}0\r\n\r\n`;

type Row = readonly [what: string, bytes: string | Uint8Array, status: number, code: string];

const PATHS: readonly Row[] = [
  ["nowhere", get("/", AUTH), 404, "no-such-path"],
  ["a door that is not there", get("/admin", AUTH), 404, "no-such-path"],
  ["a slash too many", get("/drafts/", AUTH), 404, "no-such-path"],
  ["a slash too many before", get("//drafts", AUTH), 404, "no-such-path"],
  ["capitals", get("/Drafts", AUTH), 404, "no-such-path"],
  ["up and down again", get("/runs/../drafts", AUTH), 400, "bad-path"],
  ["up to a file", get("/../../../../etc/passwd", AUTH), 400, "bad-path"],
  ["an encoded slash", get("/runs%2f1", AUTH), 400, "bad-path"],
  ["an encoded way up", get("/runs/%2e%2e/drafts", AUTH), 400, "bad-path"],
  ["encoded twice", get("/runs/%252e%252e%252fdrafts", AUTH), 400, "bad-path"],
  ["a backslash", get("/runs\\1", AUTH), 400, "bad-path"],
  ["an encoded null", get("/runs/1%00", AUTH), 400, "bad-path"],
  ["an encoded line break", get("/drafts%0d%0aX-Evil:%201", AUTH), 400, "bad-path"],
  ["encoding that means nothing", get("/runs/%zz", AUTH), 400, "bad-path"],
  ["bytes that are no UTF-8", get("/runs/%ff%fe", AUTH), 400, "bad-path"],
  ["a semicolon", get("/drafts;a=1", AUTH), 400, "bad-path"],
  ["another server's address", get("http://evil.example/drafts", AUTH), 400, "bad-path"],
  ["a name overlong", get(`/drafts/${"M".repeat(300)}/confirm`, AUTH), 414, "path-too-long"],
  ["a name as long as allowed and one", get(`/drafts/${"M".repeat(65)}/confirm`, AUTH), 404, "no-such-path"],
  ["a run that is no number", get("/runs/1e3", AUTH), 404, "no-such-path"],
  ["a run below one", get("/runs/0", AUTH), 404, "no-such-path"],
  ["a run above all numbers", get(`/runs/${"9".repeat(16)}`, AUTH), 404, "no-such-path"],
  ["a run of a name every object has", get("/runs/__proto__", AUTH), 404, "no-such-path"],
  ["a token in the query", get(`/drafts?access_token=${SECRET}`), 400, "no-query"],
  ["a job every object has", post("/run/constructor", "{}"), 404, "no-such-job"],
  ["a job in capitals", post("/run/DAILY", "{}"), 404, "no-such-path"],
];

const METHODS: readonly Row[] = [
  ["reading where one writes", get("/run/daily", AUTH), 405, "method-not-allowed"],
  ["writing where one reads", post("/drafts", "{}"), 405, "method-not-allowed"],
  ["deleting a run", get("/runs/1", AUTH).replace("GET", "DELETE"), 405, "method-not-allowed"],
  ["OPTIONS", get("/drafts", AUTH).replace("GET", "OPTIONS"), 405, "method-not-allowed"],
  ["TRACE", get("/drafts", AUTH).replace("GET", "TRACE"), 405, "method-not-allowed"],
  ["another method by header", get("/run/daily", `${AUTH}X-HTTP-Method-Override: POST\r\n`), 405, "method-not-allowed"],
];

const BODIES: readonly Row[] = [
  ["one byte above 64 KB", post("/run/daily", " ".repeat(64 * KB + 1)), 413, "body-too-large"],
  ["one byte above 64 KB in chunks", chunked("/run/daily", " ".repeat(KB), 65), 413, "body-too-large"],
  ["8 MB", post("/run/daily", " ".repeat(8 * KB * KB)), 413, "body-too-large"],
  ["64 KB of blanks", post("/run/daily", " ".repeat(64 * KB)), 400, "bad-json"],
  ["half an object", post("/run/daily", '{"asOf":'), 400, "bad-json"],
  ["bytes that are no UTF-8", post("/run/daily", Buffer.from([0x22, 0xff, 0x22])), 400, "bad-json"],
  ["brackets without end", post("/run/daily", "[".repeat(60 * KB)), 400, "bad-json"],
  ["a list", post("/run/daily", "[]"), 400, "bad-request"],
  ["nothing at all as JSON", post("/run/daily", "null"), 400, "bad-request"],
  ["a prototype", post("/run/daily", '{"__proto__":{"dryRun":true}}'), 400, "bad-request"],
  ["a form", post("/run/daily", "asOf=1", "Content-Type: application/x-www-form-urlencoded\r\n"), 415, "not-json"],
  ["text", post("/run/daily", "{}", "Content-Type: text/plain\r\n"), 415, "not-json"],
  ["no type", post("/run/daily", "{}", ""), 415, "not-json"],
  ["another alphabet", post("/run/daily", "{}", "Content-Type: application/json; charset=utf-7\r\n"), 415, "not-json"],
  ["packed", post("/run/daily", gzipSync("{}"), `${JSON_TYPE}Content-Encoding: gzip\r\n`), 415, "encoded-body"],
  [
    "a bomb",
    post("/run/daily", gzipSync(" ".repeat(KB * KB)), `${JSON_TYPE}Content-Encoding: gzip\r\n`),
    415,
    "encoded-body",
  ],
  [
    "an event of another kind",
    post("/run/daily", "{}", "Content-Type: application/cloudevents+json\r\n"),
    415,
    "not-json",
  ],
  ["no name to confirm", post("/drafts/M-2026-05/confirm", "{}"), 400, "bad-request"],
];

const HEADERS: readonly Row[] = [
  [
    "a key with a line break, folded",
    post("/run/daily", "{}", `${JSON_TYPE}Idempotency-Key: a\r\n X-Evil: 1\r\n`),
    400,
    "bad-http",
  ],
  ["a key with a null", post("/run/daily", "{}", `${JSON_TYPE}Idempotency-Key: a\0b\r\n`), 400, "bad-http"],
  [
    "a key with a bare line feed",
    post("/run/daily", "{}", `${JSON_TYPE}Idempotency-Key: a\nX-Evil: 1\r\n`),
    400,
    "bad-http",
  ],
  [
    "two keys",
    post("/run/daily", "{}", `${JSON_TYPE}Idempotency-Key: a\r\nIdempotency-Key: b\r\n`),
    400,
    "bad-request",
  ],
  ["a key with a path in it", post("/run/daily", "{}", `${JSON_TYPE}Idempotency-Key: ../../x\r\n`), 400, "bad-request"],
  [
    "a length and chunks",
    post("/run/daily", "0\r\n\r\n", `${JSON_TYPE}Transfer-Encoding: chunked\r\n`),
    400,
    "bad-http",
  ],
  ["two lengths", post("/run/daily", "{}", `${JSON_TYPE}Content-Length: 5\r\n`), 400, "bad-http"],
  ["a length that is no number", post("/run/daily", "", `${JSON_TYPE}Content-Length: 1e3\r\n`), 400, "bad-http"],
  ["a blank before the colon", get("/drafts", `Authorization : Bearer ${SECRET}\r\n`), 400, "bad-http"],
  ["a header overlong", get("/drafts", `${AUTH}X-Long: ${"x".repeat(20 * KB)}\r\n`), 431, "bad-http"],
  ["no HTTP at all", "EHLO evil.example\r\n\r\n", 400, "bad-http"],
];

const dir = mkdtempSync(join(tmpdir(), "duban-test-"));
const settings = { ...office(dir, "2026-06-12T08:00"), DUBAN_HTTP_SECRET: SECRET };

/** The limits of the door itself would answer a table before the door does: each table has a door of its own. */
const ENTRIES = [
  ["its own server", ownServer],
  ["the Functions Framework", framework],
] as const;

let before: Buffer;

function readRegistry(): Buffer {
  return readFileSync(settings.DUBAN_REGISTRY);
}

beforeAll(async () => {
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  before = readRegistry();
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each(ENTRIES)("behind %s", (name, open) => {
  describe.each([
    ["paths", PATHS],
    ["methods", METHODS],
    ["bodies", BODIES],
    ["headers", HEADERS],
  ] as const)("%s", (_table, rows) => {
    let door: DoorProcess;

    beforeAll(async () => {
      door = await open(settings);
    });

    afterAll(() => door.stop());

    it.each(rows)("%s", async (_what, bytes, status, code) => {
      const said = await door.raw(bytes);
      expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      // What is no HTTP at all is answered by whoever owns the socket.
      if (code === "bad-http" && name !== "its own server") return;
      const [head = "", body = ""] = said.split("\r\n\r\n");
      expect(JSON.parse(body)).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
      expect(head).toContain("\r\nCache-Control: no-store\r\n");
      expect(head).toContain("\r\nX-Content-Type-Options: nosniff\r\n");
      if (status === 405) expect(head).toMatch(/\r\nAllow: (GET|POST)\r\n/);
    });

    it("nothing of it is in the log or the answers but what a log may hold; no stack, no folder, and no work was done", async () => {
      expect(door.answered()).not.toMatch(/X-Evil|node_modules|\bat \w|\.ts\b/);
      for (const text of [door.said(), door.answered()])
        for (const found of [SECRET, dir, "access_token", "passwd", "X-Evil", "%2e", "    at "])
          expect(text).not.toContain(found);
      for (const line of await door.logged(0))
        expect(Object.keys(line).filter((key) => !LOGGED.includes(key))).toEqual([]);
      expect(readRegistry().equals(before)).toBe(true);
      expect(existsSync(join(dir, "outbox")) ? readdirSync(join(dir, "outbox")) : []).toEqual([]);
    });
  });
});

const LOGGED = ["at", "method", "path", "status", "ms", "caller", "code", "because"];
