import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { composeMail } from "../../lib/adapters/mime.ts";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { Notice, NoticeKind, NoticeRecord } from "../../lib/domain/notice.ts";
import { type DeliverOptions, deliver } from "../../lib/jobs/deliver.ts";
import { STEPS } from "../../lib/jobs/one-letter.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import type { Store } from "../../lib/ports/store.ts";
import { REPEAT_MARK } from "../../lib/views/repeat-mark.ts";
import { locked } from "../contracts/store.ts";
import { aNotice } from "../fakes/notices.ts";
import { DOWN, DROPPED, NEVER, NOT_NOW, type ScriptedMailer, SENT, scriptedMailer } from "../fakes/scripted-mailer.ts";

const TODAY = "2026-06-12";
const TOMORROW = "2026-06-15";
const NOW = "2026-06-11T23:30:00.000Z";
const WANG = "wang@jia.gov.cn";
const LI = "li@yi.gov.cn";

describe("delivery", () => {
  let dir: string;
  let store: Store;
  let token: number;
  let waits: number[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "duban-deliver-"));
    store = await openSqliteStore(join(dir, "duban.sqlite"));
    token = (await locked(store)).token;
    waits = [];
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const letter = (recipient: string, notices: readonly NoticeRecord[]) => ({
    subject: `【督办】${notices.length} 件`,
    text: `${recipient}\n${notices.map((notice) => notice.key).join("\n")}`,
    html: `<p>${notices.length}</p>`,
    carried: notices.map((notice) => notice.key),
    attachments: [],
  });

  const options = (mailer: DeliverOptions["mailer"], changes: Partial<DeliverOptions> = {}): DeliverOptions => ({
    store,
    token,
    mailer,
    composeMail,
    writeLetter: letter,
    now: () => NOW,
    day: TODAY,
    deliverToday: true,
    allowedDomains: ["jia.gov.cn", "*.gov.cn"],
    policy: "resend-marked",
    from: "督办 <duban@office.gov.cn>",
    replyTo: null,
    wait: async (ms) => void waits.push(ms),
    chance: () => 0.5,
    onStep: () => {},
    ...changes,
  });

  const owe = (...notices: readonly Notice[]) => store.recordNotices(token, [], notices, NOW);
  const run = (mailer: ScriptedMailer, changes: Partial<DeliverOptions> = {}) => deliver(options(mailer, changes));
  const states = async () => (await store.messages()).map((message) => message.state);
  const subjects = async () => (await store.messages()).map((message) => message.subject);

  /** A run that stops as if killed at the n-th time it passes the step. */
  async function killedAt(step: string, mailer: ScriptedMailer, changes: Partial<DeliverOptions> = {}): Promise<void> {
    const onStep = (name: string): void => {
      if (name === step) throw new Error("killed");
    };
    await expect(run(mailer, { onStep, ...changes })).rejects.toThrow("killed");
  }

  describe("what is owed", () => {
    test("all owed notices of a person leave in one letter, and are sent", async () => {
      await owe(aNotice("n1", WANG), aNotice("n2", WANG), aNotice("n3", LI));
      const mailer = scriptedMailer();
      const report = await run(mailer);
      expect(mailer.arrived.map((mail) => mail.to)).toEqual([LI, WANG]);
      expect(report).toMatchObject({
        sent: 2,
        stillOwed: 0,
        refused: [],
        uncertain: [],
        notAllowed: [],
        stopped: null,
      });
      expect(report.messages).toMatchObject([
        { to: LI, subject: "【督办】1 件", state: "sent", detail: "250 OK" },
        { to: WANG, subject: "【督办】2 件", state: "sent" },
      ]);
      expect((await store.notices()).map((notice) => notice.state)).toEqual(["sent", "sent", "sent"]);
    });

    test("run again, nothing leaves", async () => {
      await owe(aNotice("n1", WANG));
      await run(scriptedMailer());
      const again = scriptedMailer();
      expect(await run(again)).toMatchObject({ sent: 0, messages: [], stillOwed: 0 });
      expect(again.asked).toEqual([]);
    });

    test("a day's budget is one letter: what is owed later waits for the next working day", async () => {
      await owe(aNotice("n1", WANG));
      await run(scriptedMailer());
      await owe(aNotice("n2", WANG));
      const report = await run(scriptedMailer());
      expect(report).toMatchObject({ sent: 0, stillOwed: 1, waiting: [{ recipient: WANG, because: "sent-today" }] });
      expect(await run(scriptedMailer(), { day: TOMORROW })).toMatchObject({ sent: 1, stillOwed: 0 });
    });

    test("notices a letter did not carry stay owed", async () => {
      await owe(aNotice("n1", WANG), aNotice("n2", WANG));
      const first = (recipient: string, notices: readonly NoticeRecord[]) => letter(recipient, notices.slice(0, 1));
      expect(await run(scriptedMailer(), { writeLetter: first })).toMatchObject({ sent: 1, stillOwed: 1 });
    });

    test("a letter that tells nothing is not sent", async () => {
      await owe(aNotice("n1", WANG));
      const nothing = () => ({ ...letter(WANG, []), carried: [] });
      expect(await run(scriptedMailer(), { writeLetter: nothing })).toMatchObject({
        sent: 0,
        stillOwed: 1,
        refused: [],
      });
      expect(await store.messages()).toEqual([]);
    });

    test("on a rest day nothing leaves and everything stays owed", async () => {
      await owe(aNotice("n1", WANG));
      const mailer = scriptedMailer();
      expect(await run(mailer, { deliverToday: false })).toMatchObject({ sent: 0, stillOwed: 1 });
      expect(mailer.asked).toEqual([]);
    });

    test("after three missed days there is one current digest, not three", async () => {
      for (const day of ["2026-06-09", "2026-06-10", "2026-06-11"]) {
        await owe(aNotice("n1", WANG, { reason: `as of ${day}` }), aNotice(`n-${day}`, WANG));
        await killedAt("message-frozen", scriptedMailer(), { day });
      }
      const mailer = scriptedMailer();
      await run(mailer);
      expect(mailer.arrived).toHaveLength(1);
      const [letter] = await store.messages({ states: ["sent"] });
      expect(letter?.noticeKeys.toSorted()).toEqual(["n-2026-06-09", "n-2026-06-10", "n-2026-06-11", "n1"]);
      expect(await states()).toEqual(["sent"]);
      expect((await store.notices()).every((notice) => notice.state === "sent")).toBe(true);
    });

    test("Message-IDs come from store, person, day and number, under the sender's domain", async () => {
      await owe(aNotice("n1", WANG), aNotice("n2", LI));
      const mailer = scriptedMailer();
      await run(mailer);
      const ids = mailer.arrived.map((mail) => mail.messageId);
      expect(new Set(ids).size).toBe(2);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}@office\.gov\.cn$/);
    });
  });

  describe("refusals", () => {
    test("a refusal for now is asked again in this run, with the letter as frozen", async () => {
      await owe(aNotice("n1", WANG), aNotice("n2", LI));
      const mailer = scriptedMailer((to, attempt) => (to === WANG && attempt < 3 ? NOT_NOW : SENT));
      const report = await run(mailer);
      expect(mailer.asked).toEqual([LI, WANG, WANG, WANG]);
      expect(report).toMatchObject({ sent: 2, refused: [], stillOwed: 0 });
      expect(waits).toEqual([5000, 30_000]);
      expect(await store.messages()).toHaveLength(2);
    });

    test("the waits are stretched and shortened by chance", async () => {
      await owe(aNotice("n1", WANG));
      await run(
        scriptedMailer(() => NOT_NOW),
        { chance: () => 0 },
      );
      expect(waits).toEqual([2500, 15_000]);
    });

    test("refused three times for now, the notices stay owed and the next run of the day tries anew", async () => {
      await owe(aNotice("n1", WANG));
      const report = await run(scriptedMailer(() => NOT_NOW));
      expect(report).toMatchObject({
        sent: 0,
        stillOwed: 1,
        refused: [{ to: WANG, permanent: false, reason: "450 later" }],
      });
      expect(await states()).toEqual(["refused"]);
      expect(await run(scriptedMailer())).toMatchObject({ sent: 1 });
    });

    test("refused for good, it is reported, not asked again today, and tried again the next working day", async () => {
      await owe(aNotice("n1", WANG));
      const mailer = scriptedMailer(() => NEVER);
      expect(await run(mailer)).toMatchObject({
        refused: [{ permanent: true, reason: "550 no such user" }],
        stillOwed: 1,
      });
      const again = await run(mailer);
      expect(again).toMatchObject({ sent: 0, refused: [], waiting: [{ because: "refused-today" }] });
      expect(mailer.asked).toHaveLength(1);
      expect(await run(scriptedMailer(), { day: TOMORROW })).toMatchObject({ sent: 1 });
    });

    test("a mailer that takes several at a time gets several, each once", async () => {
      const people = Array.from({ length: 20 }, (_, at) => `p${at}@jia.gov.cn`);
      await owe(...people.map((person, at) => aNotice(`n${at}`, person)));
      let under = 0;
      let most = 0;
      const mailer = scriptedMailer();
      const counting: ScriptedMailer = {
        ...mailer,
        atOnce: 4,
        send: async (envelope, beforeData) => {
          most = Math.max(most, ++under);
          const delivery = await mailer.send(envelope, beforeData);
          under--;
          return delivery;
        },
      };
      expect(await run(counting)).toMatchObject({ sent: 20, stillOwed: 0, uncertain: [] });
      expect(most).toBe(4);
      expect(mailer.arrived.map((mail) => mail.to).toSorted()).toEqual(people.toSorted());
    });

    test("asked four at a time, a server that is down is not asked by everybody", async () => {
      const people = Array.from({ length: 20 }, (_, at) => `p${at}@jia.gov.cn`);
      await owe(...people.map((person, at) => aNotice(`n${at}`, person)));
      const mailer = { ...scriptedMailer(() => DOWN), atOnce: 4 };
      expect(await run(mailer)).toMatchObject({ sent: 0, stillOwed: 20, stopped: "ECONNREFUSED" });
      expect(mailer.asked.length).toBeLessThanOrEqual(3 * (3 + 3));
    });

    test("one refused letter does not stop the others", async () => {
      const people = Array.from({ length: 9 }, (_, n) => `p${n}@jia.gov.cn`);
      await owe(...people.map((to) => aNotice(`n-${to}`, to)));
      const report = await run(scriptedMailer((to) => (Number(to[1]) % 2 === 0 ? NEVER : SENT)));
      expect(report).toMatchObject({ sent: 4, stillOwed: 5 });
      expect(report.refused).toHaveLength(5);
    });

    test("a server that is down is asked three times per round, then everything stays owed and the reason is told", async () => {
      const people = Array.from({ length: 20 }, (_, n) => `p${n}@jia.gov.cn`);
      await owe(...people.map((to) => aNotice(`n-${to}`, to)));
      const mailer = scriptedMailer(() => DOWN);
      const report = await run(mailer);
      expect(mailer.asked).toHaveLength(9);
      expect(report).toMatchObject({ sent: 0, stillOwed: 20, stopped: "ECONNREFUSED" });
      expect(await run(scriptedMailer())).toMatchObject({ sent: 20, stillOwed: 0, stopped: null });
    });

    test("what no later attempt mends is asked once, without waiting, and stays owed", async () => {
      const people = Array.from({ length: 5 }, (_, n) => `p${n}@jia.gov.cn`);
      await owe(...people.map((to) => aNotice(`n-${to}`, to)));
      const mailer = scriptedMailer(() => ({ ...DOWN, lasting: true }));
      expect(await run(mailer)).toMatchObject({ sent: 0, stillOwed: 5, stopped: "ECONNREFUSED" });
      expect(mailer.asked).toHaveLength(1);
      expect(await run(scriptedMailer())).toMatchObject({ sent: 5, stillOwed: 0 });
    });

    test("a server that comes back within the run gets everything", async () => {
      const people = Array.from({ length: 20 }, (_, n) => `p${n}@jia.gov.cn`);
      await owe(...people.map((to) => aNotice(`n-${to}`, to)));
      let asked = 0;
      const mailer = scriptedMailer(() => (++asked <= 3 ? DOWN : SENT));
      expect(await run(mailer)).toMatchObject({ sent: 20, stopped: null, stillOwed: 0, refused: [] });
    });

    test("addresses outside the allowed domains are reported and never asked", async () => {
      await owe(aNotice("n1", "x@qq.com"), aNotice("n2", "x@qq.com"), aNotice("n3", WANG));
      const mailer = scriptedMailer();
      const report = await run(mailer);
      expect(report).toMatchObject({ sent: 1, notAllowed: [{ to: "x@qq.com", notices: 2 }], stillOwed: 2 });
      expect(mailer.asked).toEqual([WANG]);
    });

    test("without allowed domains nobody is mailed, and the report says so", async () => {
      await owe(aNotice("n1", WANG));
      expect(await run(scriptedMailer(), { allowedDomains: [] })).toMatchObject({
        sent: 0,
        noDomains: true,
        stillOwed: 1,
      });
    });

    test("a body of more than 100 KB is a fault, reported by size, and the others go out", async () => {
      await owe(aNotice("n1", WANG), aNotice("n2", LI));
      const large = (to: string, notices: readonly NoticeRecord[]) => ({
        ...letter(to, notices),
        ...(to === WANG ? { html: "字".repeat(34_200) } : {}),
      });
      const report = await run(scriptedMailer(), { writeLetter: large });
      expect(report).toMatchObject({ sent: 1, refused: [{ to: WANG, reason: "body-too-large 102600" }], stillOwed: 1 });
      expect(await store.messages()).toHaveLength(1);
    });

    test("an address that cannot stand in a header is refused by name, and the others go out", async () => {
      await owe(aNotice("n1", "a b@jia.gov.cn"), aNotice("n2", LI));
      expect(await run(scriptedMailer())).toMatchObject({ sent: 1, refused: [{ reason: "mail-invalid to" }] });
    });
  });

  describe("uncertain letters", () => {
    test("a line dropped after the body is followed in the same run by one marked letter, and each names the other", async () => {
      await owe(aNotice("n1", WANG));
      const mailer = scriptedMailer((_, attempt) => (attempt === 1 ? DROPPED : SENT));
      const report = await run(mailer);
      const [first, second] = await store.messages();
      expect(first).toMatchObject({ state: "uncertain", detail: `connection closed; repeated by ${second!.id}` });
      expect(second).toMatchObject({ state: "sent", subject: `${REPEAT_MARK}【督办】1 件` });
      expect(second!.detail).toBe(`repeats ${first!.id}; 250 OK`);
      expect(second!.id).not.toBe(first!.id);
      expect(report).toMatchObject({ sent: 1, stillOwed: 0, uncertain: [{ to: WANG, settled: true }] });
    });

    test("a repetition that is uncertain too is followed by no third letter that day, but by one on the next", async () => {
      await owe(aNotice("n1", WANG));
      const mailer = scriptedMailer(() => DROPPED);
      const report = await run(mailer);
      expect(mailer.asked).toHaveLength(2);
      expect(report.uncertain).toMatchObject([{ settled: false }, { settled: false }]);
      expect((await run(scriptedMailer())).waiting).toMatchObject([{ because: "uncertain-today" }]);
      await run(scriptedMailer(), { day: TOMORROW });
      const third = (await store.messages({ day: TOMORROW }))[0]!;
      expect(third.subject).toBe(`${REPEAT_MARK}【督办】1 件`);
      expect(third.detail.match(/[0-9a-f]{32}@/g)).toHaveLength(2);
    });

    test("the marked letter of the next day carries the new notices too", async () => {
      await owe(aNotice("n1", WANG));
      await killedAt("sending-committed", scriptedMailer());
      await owe(aNotice("n2", WANG));
      await run(scriptedMailer(), { day: TOMORROW });
      expect((await store.messages({ day: TOMORROW }))[0]).toMatchObject({ noticeKeys: ["n1", "n2"], state: "sent" });
      expect((await subjects())[1]).toBe(`${REPEAT_MARK}【督办】2 件`);
    });

    test("under the policy hold nothing is repeated and the letter stays in the report", async () => {
      await owe(aNotice("n1", WANG));
      const mailer = scriptedMailer(() => DROPPED);
      await run(mailer, { policy: "hold" });
      const report = await run(mailer, { policy: "hold", day: TOMORROW });
      expect(mailer.asked).toHaveLength(1);
      expect(report).toMatchObject({ stillOwed: 1, uncertain: [{ to: WANG, settled: false }] });
    });
  });

  describe("a process that dies", () => {
    test.each<[step: string, arrived: number, subject: string, states: readonly string[]]>([
      ["notices-recorded", 1, "【督办】1 件", ["sent"]],
      ["message-frozen", 1, "【督办】1 件", ["sent"]],
      ["before-connect", 1, "【督办】1 件", ["sent"]],
      ["sending-committed", 1, `${REPEAT_MARK}【督办】1 件`, ["uncertain", "sent"]],
      ["body-sent", 2, `${REPEAT_MARK}【督办】1 件`, ["uncertain", "sent"]],
      ["sent-committed", 1, "【督办】1 件", ["sent"]],
    ])("at %s: the next run brings the number received to %i", async (step, arrived, subject, expected) => {
      await owe(aNotice("n1", WANG));
      const mailer = scriptedMailer();
      await killedAt(step, mailer);
      await run(mailer);
      await run(mailer);
      expect(mailer.arrived).toHaveLength(arrived);
      expect((await subjects()).at(-1)).toBe(subject);
      expect(await states()).toEqual(expected);
      expect(await store.notices()).toMatchObject([{ state: "sent" }]);
    });

    test("the steps are those that are named, in their order", async () => {
      await owe(aNotice("n1", WANG));
      const passed: string[] = [];
      await run(scriptedMailer(), { onStep: (step) => void passed.push(step) });
      expect(passed).toEqual(STEPS);
    });

    test("who lost the lease before the body stops at once, and nothing leaves", async () => {
      await owe(aNotice("n1", WANG));
      const mailer = scriptedMailer();
      const lost = {
        ...store,
        addMessage: async () => Promise.reject(new PortError("lease-lost", {}, { retryable: false })),
      };
      await expect(run(mailer, { store: lost })).rejects.toMatchObject({ code: "lease-lost" });
      expect(mailer.arrived).toEqual([]);
    });
  });

  describe("admins", () => {
    const ADMIN = "admin@jia.gov.cn";
    const summary = (kind: NoticeKind = "run-summary") => aNotice("s1", ADMIN, { light: "none" }, kind);

    test.each<NoticeKind>(["run-summary", "admin-alert", "draft-to-confirm", "mail-trouble"])(
      "a person who is owed a %s hears last",
      async (kind) => {
        await owe(summary(kind), aNotice("a1", ADMIN), aNotice("z1", "z@jia.gov.cn"));
        const mailer = scriptedMailer();
        await run(mailer);
        expect(mailer.asked).toEqual(["z@jia.gov.cn", ADMIN]);
      },
    );

    test("the summary is recorded after the others' letters left, and tells of them in the admins' one letter", async () => {
      await owe(aNotice("n1", WANG), aNotice("a1", ADMIN));
      const mailer = scriptedMailer((to) => (to === WANG ? NEVER : SENT));
      let told: unknown;
      const beforeAdmins: DeliverOptions["beforeAdmins"] = async (soFar) => {
        told = [soFar.sent, soFar.refused.length, mailer.asked.length];
        await owe(summary());
      };
      await run(mailer, { last: new Set([ADMIN]), beforeAdmins });
      expect(told).toEqual([0, 1, 1]);
      expect((await store.messages({ recipient: ADMIN }))[0]).toMatchObject({
        noticeKeys: ["a1", "s1"],
        state: "sent",
      });
    });

    test("a server found down stays in the report when the admins' letter gets through", async () => {
      await owe(...["a", "b", "c"].map((name) => aNotice(name, `${name}@jia.gov.cn`)));
      const mailer = scriptedMailer((to) => (to === ADMIN ? SENT : DOWN));
      const report = await run(mailer, { beforeAdmins: () => owe(summary()) });
      expect(report).toMatchObject({ sent: 1, stillOwed: 3, stopped: "ECONNREFUSED" });
    });
  });
});
