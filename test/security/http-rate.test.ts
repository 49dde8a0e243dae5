import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { door } from "../../functions/http/door.ts";
import { LIMITS } from "../../functions/http/entrance.ts";
import { limiter } from "../../functions/http/rate.ts";
import { folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { BEARER, type DoorProcess, ownServer, SECRET } from "./door-process.ts";

const WRONG = { Authorization: `Bearer ${"x".repeat(SECRET.length)}` };
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

/** A real server whose clock stands still until it is told otherwise; a request comes from where its header says. */
async function opened() {
  const dir = folder();
  const settings = { ...office(dir, "2026-06-12T08:00"), DUBAN_HTTP_SECRET: SECRET };
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  const clock = { ms: 1000 };
  const handler = door({
    config: readConfig(settings, undefined),
    addressOf: ({ headers }) => String(headers["x-from"] ?? "one"),
    ticks: () => clock.ms,
    log: () => {},
  });
  const server = createServer((request, response) => void handler(request, response));
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, headers: Record<string, string>, method = "GET") => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { Connection: "close", ...headers },
    });
    const body = (await reply.json()) as { readonly code?: string; readonly lastRun?: unknown };
    return { status: reply.status, after: reply.headers.get("retry-after"), code: body.code, body };
  };
  const times = async (count: number, ...asked: Parameters<typeof ask>) => {
    const statuses: number[] = [];
    for (let n = 0; n < count; n++) statuses.push((await ask(...asked)).status);
    return statuses;
  };
  return { clock, ask, times };
}

const same = (status: number, count: number): readonly number[] => Array<number>(count).fill(status);

describe("how often", () => {
  it("ten wrong credentials in a row, then that address waits, whatever it brings, and others do not", async () => {
    const { clock, ask, times } = await opened();
    const { burst } = LIMITS.failures;
    expect(await times(burst, "/drafts", WRONG)).toEqual(same(401, burst));
    expect(await ask("/drafts", WRONG)).toMatchObject({ status: 429, after: "12", code: "too-many-requests" });
    expect((await ask("/drafts", BEARER)).status).toBe(429);
    expect((await ask("/drafts", { ...BEARER, "x-from": "two" })).status).toBe(200);
    clock.ms += 11_999;
    expect(await ask("/drafts", BEARER)).toMatchObject({ status: 429, after: "1" });
    clock.ms += 1;
    expect((await ask("/drafts", BEARER)).status).toBe(200);
    expect((await ask("/drafts", WRONG)).status).toBe(401);
    expect((await ask("/drafts", WRONG)).status).toBe(429);
  });

  it("a right credential costs no patience", async () => {
    const { times } = await opened();
    const { burst } = LIMITS.failures;
    expect(await times(burst - 1, "/drafts", WRONG)).toEqual(same(401, burst - 1));
    expect(await times(5, "/drafts", BEARER)).toEqual(same(200, 5));
    expect(await times(2, "/drafts", WRONG)).toEqual([401, 429]);
  });

  it("a caller is one wherever it calls from; the minute after, it may again", async () => {
    const { clock, ask, times } = await opened();
    const { burst, perMinute } = LIMITS.caller;
    expect(await times(burst, "/runs/1", BEARER)).toEqual(same(404, burst));
    expect(await ask("/runs/1", { ...BEARER, "x-from": "two" })).toMatchObject({ status: 429, after: "1" });
    expect((await ask("/run/daily", BEARER, "POST")).status).toBe(429);
    clock.ms += 60_000 / perMinute;
    expect(await times(2, "/runs/1", BEARER)).toEqual([404, 429]);
  });

  it("/health and what leads nowhere are counted together, by address", async () => {
    const { times, ask } = await opened();
    const { burst } = LIMITS.anonymous;
    expect(await times(burst - 2, "/health", {})).toEqual(same(200, burst - 2));
    expect(await times(2, "/nowhere", {})).toEqual([404, 404]);
    expect((await ask("/health", {})).status).toBe(429);
    expect((await ask("/drafts", {}, "DELETE")).status).toBe(429);
    expect((await ask("/health", { "x-from": "two" })).status).toBe(200);
    expect((await ask("/drafts", BEARER)).status).toBe(200);
  });
});

describe("/health", () => {
  it("looks again after ten seconds, not at every question", async () => {
    const { clock, ask } = await opened();
    const lastRun = async () => (await ask("/health", {})).body.lastRun;
    expect(await lastRun()).toBeNull();
    expect((await ask("/run/weekly", BEARER, "POST")).status).toBe(200);
    clock.ms += 9_999;
    expect(await lastRun()).toBeNull();
    clock.ms += 1;
    expect(await lastRun()).toEqual({ day: "2026-06-12", state: "done" });
  });
});

describe("where a request comes from", () => {
  const wrong = (door: DoorProcess, from: string) =>
    door.ask("GET", "/drafts", { headers: { ...WRONG, "X-Forwarded-For": from } });

  /** What each of so many wrong credentials was answered, from addresses made up by `from`. */
  async function guesses(env: Record<string, string>, from: (n: number) => string) {
    const dir = folder();
    const door = await ownServer({ ...office(dir, "2026-06-12T08:00"), DUBAN_HTTP_SECRET: SECRET, ...env });
    onTestFinished(() => door.stop());
    const statuses: number[] = [];
    for (let n = 0; n <= LIMITS.failures.burst; n++) statuses.push((await wrong(door, from(n))).status);
    return { door, statuses };
  }

  const WAITS = [...same(401, LIMITS.failures.burst), 429];

  it("is the socket's other end: a header is anybody's invention", async () => {
    const { statuses } = await guesses({}, (n) => `203.0.113.${n}`);
    expect(statuses).toEqual(WAITS);
  });

  it("on Knative it is what the platform's proxy wrote last, and nothing before it", async () => {
    const { door, statuses } = await guesses({ K_SERVICE: "duban" }, (n) => `198.51.100.${n}, 203.0.113.7`);
    expect(statuses).toEqual(WAITS);
    expect((await wrong(door, "203.0.113.7, 203.0.113.8")).status).toBe(401);
  });
});

describe("a limiter", () => {
  it("never holds more than its burst, however long nobody came", () => {
    let ms = 0;
    const { wait, take } = limiter({ burst: 3, perMinute: 60 }, () => ms);
    take("a");
    ms = 10 ** 9;
    for (let n = 0; n < 3; n++) {
      expect(wait("a")).toBe(0);
      take("a");
    }
    expect(wait("a")).toBe(1);
  });

  it("forgets the address that was not seen longest when there are ever new ones, and keeps those that go on", () => {
    const { wait, take } = limiter({ burst: 1, perMinute: 1 }, () => 0);
    take("first");
    take("busy");
    for (let n = 0; n < 10_000; n++) {
      if (n === 5_000) take("busy");
      take(`a${n}`);
    }
    expect([wait("first"), wait("busy"), wait("a9999"), wait("a0")]).toEqual([0, 60, 60, 0]);
  });
});
