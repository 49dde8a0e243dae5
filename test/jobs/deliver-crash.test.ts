import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { STEPS } from "../../lib/jobs/one-letter.ts";
import { noticeOf, personOf } from "../fakes/deliver-child.ts";
import { type Scene, scene, violations } from "../fakes/deliver-scene.ts";

const PEOPLE = 200;
const EXPECTED = Array.from({ length: PEOPLE }, (_, n) => noticeOf("b", n));
const numberOf = (address: string): number => Number(/^p(\d+)@/.exec(address)?.[1]);

describe("200 letters through a real server", () => {
  let at: Scene;
  beforeEach(async () => {
    at = await scene(PEOPLE);
  });
  afterEach(() => at.close());

  const faults = async (expected = EXPECTED) => violations(expected, await at.received(), await at.ledger());
  const owed = async () => (await at.ledger()).notices.filter((notice) => notice.state !== "sent").length;

  test.each(STEPS)("a process killed at %s, and run again: each received, none twice without a mark", async (step) => {
    const nth = step === "notices-recorded" ? 1 : 100;
    expect(await at.run({ kill: { step, nth } })).toMatchObject({ signal: "SIGKILL" });
    expect(await at.run({})).toMatchObject({ code: 0, said: { stillOwed: 0 } });
    expect(await faults()).toEqual([]);
    const mails = await at.received();
    expect(mails.filter((mail) => mail.marked)).toHaveLength(["sending-committed", "body-sent"].includes(step) ? 1 : 0);
    expect(mails).toHaveLength(step === "body-sent" ? PEOPLE + 1 : PEOPLE);
    expect(await at.run({})).toMatchObject({ code: 0, said: { sent: 0 } });
  });

  test("of two processes at once one works and the other says busy", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    at.smtp.gate = promise;
    const first = at.ended(at.start({}));
    await expect.poll(() => at.smtp.sessions.size, { timeout: 30_000 }).toBe(1);
    expect(await at.run({})).toMatchObject({ code: 0, said: "busy" });
    resolve();
    expect(await first).toMatchObject({ code: 0, said: { sent: PEOPLE, stillOwed: 0, refused: 0 } });
    expect(await faults()).toEqual([]);
    expect(await at.received()).toHaveLength(PEOPLE);
  });

  test("a line dropped after the final dot: only those letters come twice, the second marked and named", async () => {
    const dropped = new Set<string>();
    at.smtp.trouble = (to) => {
      if (to === "" || numberOf(to) % 20 !== 0 || dropped.has(to)) return null;
      dropped.add(to);
      return { at: "after-dot", drop: true };
    };
    expect(await at.run({})).toMatchObject({ code: 0, said: { stillOwed: 0 } });
    expect(await faults()).toEqual([]);
    const twice = (await at.received()).filter((mail) => mail.marked).map((mail) => mail.to);
    expect(twice.toSorted()).toEqual([...dropped].toSorted());
    expect(await at.received()).toHaveLength(PEOPLE + dropped.size);
  });

  test("450 is asked again, 550 is not: everybody else receives exactly one, unmarked", async () => {
    const asked = new Map<string, number>();
    at.smtp.trouble = (to) => {
      if (to === "") return null;
      asked.set(to, (asked.get(to) ?? 0) + 1);
      if (numberOf(to) % 50 === 2) return { at: "rcpt", code: 550 };
      if (numberOf(to) % 50 === 3) return { at: "dot", code: 550 };
      return numberOf(to) % 10 === 1 && asked.get(to) === 1 ? { at: "dot", code: 450 } : null;
    };
    expect(await at.run({})).toMatchObject({ said: { sent: 192, stillOwed: 8, refused: 8 } });
    const refused = EXPECTED.filter((_, n) => n % 50 === 2 || n % 50 === 3);
    expect(await faults(EXPECTED.filter((key) => !refused.includes(key)))).toEqual([]);
    expect((await at.received()).some((mail) => mail.marked)).toBe(false);
    expect(asked.get(personOf(2))).toBe(1);
    expect(asked.get(personOf(1))).toBe(2);
    at.smtp.trouble = () => null;
    expect(await at.run({})).toMatchObject({ said: { sent: 0, stillOwed: 8 } });
    expect(await at.run({ day: "2026-06-15" })).toMatchObject({ said: { sent: 8, stillOwed: 0 } });
    expect(await faults()).toEqual([]);
  });

  test("three days on which every process died bring one current letter each, not three", async () => {
    for (const day of ["2026-06-09", "2026-06-10", "2026-06-11"])
      await at.run({ day, kill: { step: "message-frozen", nth: 1 } });
    expect(await at.run({})).toMatchObject({ said: { sent: PEOPLE, stillOwed: 0 } });
    expect(await faults()).toEqual([]);
    expect(await at.received()).toHaveLength(PEOPLE);
    expect(await owed()).toBe(0);
  });
});
