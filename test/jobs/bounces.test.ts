import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { Person } from "../../lib/domain/registry.ts";
import { bouncesIn, liftBounces, recordBounces } from "../../lib/jobs/bounces.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import type { Store } from "../../lib/ports/store.ts";
import { locked } from "../contracts/store.ts";
import { aMessage } from "../fakes/notices.ts";
import { bounceOf, complaintOf, notification, snsEvent } from "../fakes/ses-events.ts";

const WANG = "wang@jia.gov.cn";
const TAG = "0123456789abcdef0123456789abcdef";
const LETTER = { to: WANG, id: "0102000000000001-7f1e2a3b-000000", tags: { "duban-message": TAG } };
const MARK = { address: WANG, kind: "bounce", at: "2026-06-12T00:05:00.123Z", messageId: `${TAG}@office.gov.cn` };

describe("bounces", () => {
  let dir: string;
  let store: Store;
  let waits: number[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "duban-bounces-"));
    store = await openSqliteStore(join(dir, "duban.sqlite"));
    waits = [];
    const lock = await locked(store);
    await store.addMessage(lock.token, aMessage(MARK.messageId, { state: "sent", detail: LETTER.id }));
    await lock.release();
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const record = (event: unknown) =>
    recordBounces(event, { store, wait: async (ms) => void waits.push(ms), chance: () => 0.5 });
  const marks = async () => [...(await bouncesIn(store)).values()];

  test("a letter that came back for good marks its address, with day, kind and letter", async () => {
    expect(await record(snsEvent(bounceOf(LETTER)))).toEqual({ marked: [WANG], passed: 0 });
    expect(await marks()).toEqual([MARK]);
  });

  test("what was not noticed yet at a moment is not known there", async () => {
    await record(snsEvent(bounceOf(LETTER)));
    expect((await bouncesIn(store, "2026-06-12T00:05:00.122Z")).size).toBe(0);
    expect((await bouncesIn(store, MARK.at)).size).toBe(1);
  });

  test("a complaint marks it too, also where the feedback says no type", async () => {
    await record(notification(complaintOf(LETTER, null)));
    expect(await marks()).toEqual([{ ...MARK, kind: "complaint", at: "2026-06-13T02:00:00.000Z" }]);
  });

  test("the same event again, and a complaint after it, change nothing", async () => {
    await record(snsEvent(bounceOf(LETTER)));
    expect(await record(snsEvent(bounceOf(LETTER), bounceOf(LETTER)))).toEqual({ marked: [], passed: 2 });
    expect(await record(notification(complaintOf(LETTER)))).toEqual({ marked: [], passed: 1 });
    expect(await marks()).toEqual([MARK]);
  });

  test("twice in one event it is marked once", async () => {
    expect(await record(snsEvent(bounceOf(LETTER), bounceOf(LETTER)))).toMatchObject({ marked: [WANG] });
    expect(await marks()).toEqual([MARK]);
  });

  test.each<[what: string, message: object | string]>([
    ["a full mailbox", bounceOf(LETTER, "Transient")],
    ["an answer nobody understands", bounceOf(LETTER, "Undetermined")],
    ["a reader who says it is no junk", complaintOf(LETTER, "not-spam")],
    ["a report about a signature", complaintOf(LETTER, "auth-failure")],
    ["a delivery", { eventType: "Delivery", mail: {}, delivery: {} }],
    ["a rejection", { eventType: "Reject", mail: {}, reject: { reason: "Bad content" } }],
    ["the greeting of feedback", { notificationType: "AmazonSnsSubscriptionSucceeded", message: "…" }],
    ["the greeting of events", "Successfully validated SNS topic for Amazon SES event publishing."],
  ])("%s marks nobody", async (_, message) => {
    expect(await record(snsEvent(message))).toEqual({ marked: [], passed: 0 });
    expect(await marks()).toEqual([]);
  });

  describe("whose letter it was", () => {
    test("without a tag SES's own id tells, as the feedback of an identity has it", async () => {
      const { eventType, ...rest } = bounceOf({ ...LETTER, tags: {} });
      await record(notification({ notificationType: eventType, ...rest }));
      expect(await marks()).toEqual([MARK]);
    });

    test("a letter whose answer was lost is known by its tag", async () => {
      await record(snsEvent(bounceOf({ ...LETTER, id: "0102-never-heard" })));
      expect(await marks()).toEqual([MARK]);
    });

    test("capitals make no other address", async () => {
      await record(snsEvent(bounceOf({ ...LETTER, to: "Wang@JIA.gov.cn" })));
      expect(await marks()).toEqual([MARK]);
    });

    test("who passed a letter on is not marked, who was written to is", async () => {
      const event = bounceOf(LETTER);
      event.bounce.bouncedRecipients[0]!.emailAddress = "elsewhere@x.cn";
      await record(snsEvent(event));
      expect(await marks()).toEqual([MARK]);
    });

    test.each([
      ["another address", { ...LETTER, to: "li@yi.gov.cn" }],
      ["another letter", { ...LETTER, id: "0102-other", tags: { "duban-message": "ffff" } }],
      ["a part of an id", { ...LETTER, id: "0102", tags: {} }],
    ])("what others sent through the same topic says nothing of our people: %s", async (_, letter) => {
      expect(await record(snsEvent(bounceOf(letter)))).toEqual({ marked: [], passed: 1 });
      expect(await marks()).toEqual([]);
    });
  });

  describe("while a run is at work", () => {
    test("it waits, then marks", async () => {
      const run = await locked(store);
      const wait = async (ms: number): Promise<void> => {
        waits.push(ms);
        if (waits.length === 3) await run.release();
      };
      await recordBounces(snsEvent(bounceOf(LETTER)), { store, wait, chance: () => 0.5 });
      expect(waits).toEqual([4_000, 4_000, 4_000]);
      expect(await marks()).toEqual([MARK]);
    });

    test("a run that goes on and on: told to come again, nothing marked", async () => {
      await locked(store);
      await expect(record(snsEvent(bounceOf(LETTER)))).rejects.toMatchObject({ code: "busy", retryable: true });
      expect(await marks()).toEqual([]);
    });

    test("what marks nobody asks for no lock", async () => {
      await locked(store);
      await record(snsEvent(bounceOf(LETTER, "Transient"), bounceOf({ ...LETTER, to: "li@yi.gov.cn" })));
      expect(waits).toEqual([]);
    });
  });

  describe("what is no notification", () => {
    test.each<[what: string, event: unknown, place: string]>([
      ["nothing", null, ""],
      ["a request to subscribe", { ...notification({}), Type: "SubscriptionConfirmation" }, "Type"],
      ["no message", { Type: "Notification" }, "Message"],
      ["text", notification("geheim"), "Message"],
      ["no type", notification({ mail: "geheim" }), ""],
      ["a bounce without a letter", notification({ ...bounceOf(LETTER), mail: "geheim" }), "mail"],
      ["a day that is none", notification(bounceOf(LETTER, "Permanent", "geheim")), "bounce.timestamp"],
    ])("%s is refused, and nothing of it repeated", async (_, event, place) => {
      const refusal = await record(event).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "bounce-event-invalid", retryable: false, facts: { place } });
      expect(String(refusal)).not.toContain("geheim");
    });

    test("whatever comes, it is taken or refused, and marks nobody", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.jsonValue(),
            fc.jsonValue().map((value) => notification(JSON.stringify(value))),
          ),
          async (event) => {
            const ended = await record(event).catch((error: unknown) => error);
            expect(ended instanceof PortError || (ended as { marked: unknown[] }).marked.length === 0).toBe(true);
          },
        ),
        { numRuns: 200 },
      );
      expect(await marks()).toEqual([]);
    });
  });

  test("an address that stands nowhere any more is forgotten; a tab that could not be read says nothing", async () => {
    const person = (email: string): Person => ({ email }) as unknown as Person;
    await record(snsEvent(bounceOf(LETTER)));
    const lock = await locked(store);
    await liftBounces(store, lock, []);
    await liftBounces(store, lock, [person("li@yi.gov.cn"), person("Wang@jia.gov.cn")]);
    expect(await marks()).toEqual([MARK]);
    await liftBounces(store, lock, [person("li@yi.gov.cn")]);
    expect(await marks()).toEqual([]);
    await lock.release();
  });
});
