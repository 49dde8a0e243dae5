import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Governor, type GovernorOptions, openGovernor } from "../../../lib/adapters/dynamodb/governor.ts";
import { randomFrom } from "../../fakes/random.ts";
import { type Dynalite, startDynalite } from "./dynalite.ts";
import { isWrite, type Line, startLine } from "./line.ts";

const NOON = Date.parse("2026-06-12T04:00:00.000Z");
const MINUTE = 60_000;

describe("the governor of a shared quota", () => {
  let server: Dynalite;
  let line: Line;
  let table: string;
  let clock: number;
  const governors: Governor[] = [];

  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    line = await startLine(server.port);
    table = await server.table();
    clock = NOON;
  });
  afterEach(async () => {
    for (const governor of governors.splice(0)) governor.close();
    await line.close();
  });

  const open = (options: Partial<GovernorOptions> = {}, endpoint = server.endpoint): Governor => {
    const passing = async (ms: number): Promise<void> => {
      clock += ms;
    };
    const place = { endpoint, wait: () => new Promise<void>((done) => setImmediate(done)) };
    const shared = { account: "robot", perMinute: 60, now: () => clock, wait: passing };
    const governor = openGovernor(table, place, { ...shared, ...options });
    governors.push(governor);
    return governor;
  };

  /** Most tokens in any minute. */
  const busiest = (turns: readonly (readonly [at: number, tokens: number])[]): number =>
    Math.max(
      ...turns.map(([start]) =>
        turns.reduce((sum, [at, tokens]) => (at >= start && at < start + MINUTE ? sum + tokens : sum), 0),
      ),
    );

  test("300 takers in three workers at one moment: never more than 60 in any minute, and every minute is used", async () => {
    const turns: [number, number][] = [];
    const wait = async (ms: number): Promise<void> => void turns.push([clock + ms, 1]);
    const three = Array.from({ length: 3 }, () => open({ wait }));
    await Promise.all(Array.from({ length: 300 }, (_, n) => three[n % 3]!.take("read")));
    const atOnce = Array.from({ length: 300 - turns.length }, (): [number, number] => [clock, 1]);
    expect(atOnce).toHaveLength(60);
    expect(busiest([...atOnce, ...turns])).toBe(60);
    expect(Math.max(...turns.map(([at]) => at))).toBe(NOON + 4 * 65_000);
  });

  test("any course of takers and pauses stays within the quota", async () => {
    const random = randomFrom(7);
    const three = [open(), open(), open()];
    const turns: [number, number][] = [];
    for (let n = 0; n < 150; n++) {
      const tokens = 1 + random.below(12);
      await three[n % 3]!.take("write", tokens);
      turns.push([clock, tokens]);
      if (random.below(4) === 0) clock += random.below(20_000);
    }
    expect(busiest(turns)).toBeLessThanOrEqual(60);
    expect(busiest(turns)).toBeGreaterThan(50);
  });

  test("reads and writes, and two accounts, have a quota of their own", async () => {
    const [robot, other] = [open({ perMinute: 2 }), open({ perMinute: 2, account: "other" })];
    for (const take of [robot.take, other.take]) {
      await take("read", 2);
      await take("write", 2);
    }
    expect(clock).toBe(NOON);
    await robot.take("read");
    expect(clock).toBe(NOON + 65_000);
  });

  test("who would come after the deadline is told at once and takes nothing", async () => {
    const [patient, hasty] = [open(), open({ deadline: () => 30_000 })];
    await patient.take("read", 60);
    await expect(hasty.take("read")).rejects.toMatchObject({ code: "google-busy", retryable: true });
    expect(clock).toBe(NOON);
    await patient.take("read", 60);
    expect(clock).toBe(NOON + 65_000);
  });

  test("one who is refused does not stop those behind", async () => {
    let left = 0;
    const governor = open({ deadline: () => left });
    await governor.take("read", 60);
    const refused = governor.take("read").catch((error) => error.code);
    expect(await refused).toBe("google-busy");
    left = MINUTE * 2;
    await governor.take("read");
    expect(clock).toBe(NOON + 65_000);
  });

  test("an answer that was lost costs no second turn", async () => {
    const met = new Set<string>();
    line.fault = (call) => {
      if (!isWrite(call) || met.has(call.body)) return undefined;
      met.add(call.body);
      return "lost";
    };
    const governor = open({}, line.endpoint);
    for (let n = 0; n < 60; n++) await governor.take("read");
    expect(clock).toBe(NOON);
    await governor.take("read");
    expect(clock).toBe(NOON + 65_000);
  });

  test("a bucket may be forgotten an hour after its last turn", async () => {
    await open().take("read");
    const [bucket] = (await server.client.send(new ScanCommand({ TableName: table }))).Items!;
    expect(bucket!.ttl?.N).toBe(String(NOON / 1000 + 3_600));
  });

  test("more than a minute's tokens at a time are a mistake", async () => {
    await expect(open().take("read", 61)).rejects.toThrow("never be free");
  });
});
