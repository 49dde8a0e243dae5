import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DraftRecord, Store, StoredTab, StoreLock, TabRead } from "../../lib/ports/store.ts";
import { aMessage, aNotice } from "../fakes/notices.ts";
import { asRead } from "../fakes/stored.ts";

/** One store kept somewhere; `open` opens it again, as another process would. */
export interface StorePlace {
  open(): Promise<Store>;
  dispose(): Promise<void>;
}

const DAY1 = "2026-06-10T23:30:00.000Z";
const DAY2 = "2026-06-11T23:30:00.000Z";
const DAY3 = "2026-06-14T23:30:00.000Z";
const WANG = "wang@jia.gov.cn";

const stored = (rows: Readonly<Record<string, string>>, layout = "{}"): StoredTab => ({
  tab: "milestones",
  layout,
  rows: Object.entries(rows).map(([key, json]) => ({ key, json })),
});

const tab = (rows: Readonly<Record<string, string>>, layout = "{}"): TabRead => asRead(stored(rows, layout));

export async function locked(store: Store): Promise<StoreLock> {
  const lock = await store.lock();
  if ("heldBy" in lock) throw new Error(`held by ${lock.heldBy.pid}`);
  return lock;
}

/** What every store does, whatever it is made of. */
export function storeContract(name: string, place: () => Promise<StorePlace>): void {
  describe(`${name} as a store`, () => {
    let at: StorePlace;
    let store: Store;
    let token: number;

    beforeEach(async () => {
      at = await place();
      store = await at.open();
      token = (await locked(store)).token;
    });
    afterEach(async () => {
      await store.close();
      await at.dispose();
    });

    const life = async (key: string, options?: { knownAt?: string; withRows?: boolean }) =>
      (await store.history("A", options)).tabs.get("milestones")?.get(key);

    describe("the lease", () => {
      test("keeps its id for ever", async () => {
        const again = await at.open();
        expect(again.id).toBe(store.id);
        expect(store.id).toMatch(/^[0-9a-f-]{36}$/);
        await again.close();
      });

      test("belongs to one holder at a time and tells who it is", async () => {
        const other = await at.open();
        expect(await other.lock()).toMatchObject({ heldBy: { host: expect.any(String), pid: expect.any(Number) } });
        await other.close();
      });

      test("refuses a token that nobody was given", async () => {
        await expect(store.setFact(token + 1, "a", "b")).rejects.toMatchObject({ code: "lease-lost" });
        await expect(store.setFact(0, "a", "b")).rejects.toMatchObject({ code: "lease-lost" });
      });

      test("is free again after release, and the old token is then worth nothing", async () => {
        const fresh = await place();
        const one = await fresh.open();
        const lock = await locked(one);
        await lock.release();
        const next = await locked(one);
        expect(next.token).toBeGreaterThan(lock.token);
        await expect(one.recordNotices(lock.token, [], [], DAY1)).rejects.toMatchObject({ code: "lease-lost" });
        await lock.release();
        expect(await one.lock()).toHaveProperty("heldBy");
        await one.close();
        await fresh.dispose();
      });
    });

    describe("history", () => {
      test("an unread workbook has no history", async () => {
        expect(await store.history("A")).toEqual({ firstReading: null, lastReading: null, tabs: new Map() });
        expect(await store.readingAt("A", DAY3)).toBeNull();
        expect(await store.workbooks()).toEqual([]);
      });

      test("a row's first version was never seen absent when it stood in the first reading", async () => {
        expect(await store.recordReading(token, "A", DAY1, [tab({ "P-1/10": "a" })])).toEqual({ changed: 1 });
        expect(await life("P-1/10")).toEqual([{ firstSeen: DAY1, lastSeenAbsent: null, json: "a" }]);
      });

      test("a changed row gets a version with the reading before it as last seen absent", async () => {
        await store.recordReading(token, "A", DAY1, [tab({ "P-1/10": "a" })]);
        expect(await store.recordReading(token, "A", DAY2, [tab({ "P-1/10": "a" })])).toEqual({ changed: 0 });
        expect(await store.recordReading(token, "A", DAY3, [tab({ "P-1/10": "b" })])).toEqual({ changed: 1 });
        expect(await life("P-1/10")).toEqual([
          { firstSeen: DAY1, lastSeenAbsent: null, json: "a" },
          { firstSeen: DAY3, lastSeenAbsent: DAY2, json: "b" },
        ]);
      });

      test("a deleted row has an end, and a new life when it comes back", async () => {
        await store.recordReading(token, "A", DAY1, [tab({ "P-1/10": "a", "P-1/20": "x" })]);
        await store.recordReading(token, "A", DAY2, [tab({ "P-1/20": "x" })]);
        await store.recordReading(token, "A", DAY3, [tab({ "P-1/10": "a", "P-1/20": "x" })]);
        expect((await life("P-1/10"))?.map((version) => version.json)).toEqual(["a", null, "a"]);
        expect(await life("P-1/20")).toHaveLength(1);
      });

      test("a tab that is not given is left alone", async () => {
        await store.recordReading(token, "A", DAY1, [tab({ "P-1/10": "a" }), { ...tab({ Q: "q" }), tab: "projects" }]);
        await store.recordReading(token, "A", DAY2, [{ ...tab({ Q: "r" }), tab: "projects" }]);
        expect((await life("P-1/10"))?.map((version) => version.json)).toEqual(["a"]);
        expect((await store.readingAt("A", DAY2))?.tabs.map((each) => each.rows[0]?.json)).toEqual(["a", "r"]);
      });

      test("knownAt cuts what was read later", async () => {
        await store.recordReading(token, "A", DAY1, [tab({ "P-1/10": "a" })]);
        await store.recordReading(token, "A", DAY3, [tab({ "P-1/10": "b", "P-1/20": "x" })]);
        const then = await store.history("A", { knownAt: DAY2 });
        expect(then).toMatchObject({ firstReading: DAY1, lastReading: DAY1 });
        expect([...then.tabs.get("milestones")!.keys()]).toEqual(["P-1/10"]);
        expect(await life("P-1/10", { knownAt: DAY2 })).toHaveLength(1);
      });

      test("without rows, a row that never changed costs no text, and one that did keeps it", async () => {
        await store.recordReading(token, "A", DAY1, [tab({ "P-1/10": "a", "P-1/20": "x" })]);
        await store.recordReading(token, "A", DAY2, [tab({ "P-1/10": "b", "P-1/20": "x" })]);
        expect((await life("P-1/20", { withRows: false }))?.map((version) => version.json)).toEqual([""]);
        expect((await life("P-1/10", { withRows: false }))?.map((version) => version.json)).toEqual(["a", "b"]);
        expect(await life("P-1/20", { withRows: false, knownAt: DAY1 })).toEqual([
          { firstSeen: DAY1, lastSeenAbsent: null, json: "" },
        ]);
      });

      test("a reading is given back as it was: tabs, layout, rows in their order", async () => {
        const first = stored({ "P-1/10": "a", "P-1/20": "x" }, '{"title":"节点","headerRow":1}');
        const sorted = stored({ "P-1/20": "x", "P-1/10": "a" }, '{"title":"节点","headerRow":2}');
        await store.recordReading(token, "A", DAY1, [asRead(first)]);
        await store.recordReading(token, "A", DAY2, [asRead(sorted)]);
        await store.recordReading(token, "A", DAY3, [tab({})]);
        expect(await store.readingAt("A", DAY1)).toEqual({ at: DAY1, tabs: [first] });
        expect(await store.readingAt("A", "2026-06-13T00:00:00.000Z")).toEqual({ at: DAY2, tabs: [sorted] });
        expect((await store.readingAt("A", DAY3))?.tabs[0]?.rows).toEqual([]);
        expect(await store.readingAt("A", "2026-06-01T00:00:00.000Z")).toBeNull();
      });

      test("any course of readings, hundreds of rows at a time, is remembered row by row", async () => {
        const [FEWEST, MOST] = [90, 260];
        const readings = fc.array(
          fc.record({
            length: fc.integer({ min: FEWEST, max: MOST }),
            changed: fc.array(fc.integer({ min: 0, max: MOST }), { maxLength: 150 }),
            isTurned: fc.boolean(),
          }),
          { minLength: 2, maxLength: 5 },
        );
        let workbook = 0;
        await fc.assert(
          fc.asyncProperty(readings, async (steps) => {
            const name = `W${++workbook}`;
            const model = new Map<
              string,
              { firstSeen: string; lastSeenAbsent: string | null; json: string | null }[]
            >();
            const texts = new Map<string, string>();
            let before: string | null = null;
            for (const [step, { length, changed, isTurned }] of steps.entries()) {
              const at = `2026-06-1${step}T00:00:00.000Z`;
              for (const row of changed) texts.set(`P-${row}`, `{"step":${step}}`);
              const keys = Array.from({ length }, (_, row) => `P-${isTurned ? length - 1 - row : row}`);
              const rows = Object.fromEntries(keys.map((key) => [key, texts.get(key) ?? "{}"]));
              for (const key of new Set([...model.keys(), ...keys])) {
                const json = rows[key] ?? null;
                const known = model.get(key) ?? [];
                if ((known.at(-1)?.json ?? null) !== json)
                  model.set(key, [...known, { firstSeen: at, lastSeenAbsent: before, json }]);
              }
              await store.recordReading(token, name, at, [tab(rows)]);
              const { tabs } = await store.history(name);
              expect(Object.fromEntries(tabs.get("milestones")!)).toEqual(Object.fromEntries(model));
              const quick = (await store.history(name, { withRows: false })).tabs.get("milestones")!;
              for (const [key, known] of model)
                expect(quick.get(key)).toEqual(known.length > 1 ? known : [{ ...known[0], json: "" }]);
              expect((await store.readingAt(name, at))?.tabs).toEqual([stored(rows)]);
              before = at;
            }
            const first = await store.history(name, { knownAt: "2026-06-10T12:00:00.000Z" });
            expect(first.tabs.get("milestones")!.size).toBe(steps[0]!.length);
          }),
          { seed: 17, numRuns: 15 },
        );
      });

      test("workbooks are kept apart", async () => {
        await store.recordReading(token, "A", DAY1, [tab({ k: "a" })]);
        await store.recordReading(token, "B", DAY2, [tab({ k: "b" })]);
        expect(await store.workbooks()).toEqual(["A", "B"]);
        expect((await store.readingAt("B", DAY3))?.tabs[0]?.rows).toEqual([{ key: "k", json: "b" }]);
      });
    });

    describe("runs", () => {
      const run = { runKey: "daily@2026-06-12T07:30", job: "daily", asOf: "2026-06-12", startedAt: DAY1 };

      test("numbers grow, and a run key that is done is not run again", async () => {
        const first = await store.startRun(token, run);
        expect(first).toMatchObject({ runId: 1, state: "running", finishedAt: null });
        await store.finishRun(token, { ...first!, state: "done", finishedAt: DAY2, figures: { projects: 217 } });
        expect(await store.startRun(token, run)).toBeNull();
        expect(await store.startRun(token, { ...run, runKey: "manual:daily:x" })).toMatchObject({ runId: 2 });
        expect((await store.runs()).map((each) => each.runId)).toEqual([2, 1]);
        expect((await store.runs({ limit: 1 }))[0]?.runId).toBe(2);
        expect((await store.runs({ job: "weekly" })).length).toBe(0);
        expect((await store.runs({ job: "daily" }))[1]?.figures).toEqual({ projects: 217 });
      });

      test("a run that died or failed is started again", async () => {
        const first = await store.startRun(token, run);
        expect(await store.startRun(token, { ...run, startedAt: DAY2 })).toMatchObject({ runId: 1, startedAt: DAY2 });
        await store.finishRun(token, { ...first!, state: "failed", finishedAt: DAY2, error: "x" });
        expect(await store.startRun(token, run)).toMatchObject({ runId: 1, state: "running", error: "" });
      });
    });

    describe("notices", () => {
      const red = aNotice("n1", WANG);
      const report = aNotice("n2", WANG, {}, "report-missing");
      const states = async (knownAt?: string) =>
        Object.fromEntries(
          (await store.notices(knownAt === undefined ? {} : { knownAt })).map((each) => [each.key, each.state]),
        );

      test("a new notice is owed since it was first recorded", async () => {
        await store.recordNotices(token, ["milestone-light"], [red], DAY1);
        expect(await store.notices()).toEqual([
          { ...red, state: "owed", firstOwed: DAY1, changedAt: DAY1, messageId: "" },
        ]);
      });

      test("an owed notice takes the newest words and keeps its age", async () => {
        await store.recordNotices(token, ["milestone-light"], [red], DAY1);
        await store.recordNotices(token, ["milestone-light"], [aNotice("n1", WANG, { reason: "逾期 24 天" })], DAY2);
        const [notice] = await store.notices();
        expect(notice).toMatchObject({ firstOwed: DAY1, changedAt: DAY1, item: { reason: "逾期 24 天" } });
        expect((await store.notices({ knownAt: DAY1 }))[0]?.item.reason).toBe("逾期 23 天");
      });

      test("an owed notice that is no longer listed is withdrawn, but only of the kinds answered for", async () => {
        await store.recordNotices(token, ["milestone-light", "report-missing"], [red, report], DAY1);
        await store.recordNotices(token, ["milestone-light"], [], DAY2);
        expect(await states()).toEqual({ n1: "withdrawn", n2: "owed" });
        expect(await states(DAY1)).toEqual({ n1: "owed", n2: "owed" });
        expect((await store.notices({ state: "owed" })).map((each) => each.key)).toEqual(["n2"]);
        expect(await store.notices({ recipient: "li@yi.gov.cn" })).toEqual([]);
      });

      test("a withdrawn notice that is due again is owed again", async () => {
        await store.recordNotices(token, ["milestone-light"], [red], DAY1);
        await store.recordNotices(token, ["milestone-light"], [], DAY2);
        await store.recordNotices(token, ["milestone-light"], [red], DAY3);
        expect(await store.notices()).toMatchObject([{ state: "owed", firstOwed: DAY1, changedAt: DAY3 }]);
      });

      test("a sent notice stays sent, whatever is recorded later", async () => {
        await store.recordNotices(token, ["milestone-light"], [red], DAY1);
        await store.addMessage(token, aMessage("m1", { noticeKeys: ["n1"] }));
        await store.moveMessage(token, "m1", ["ready"], { state: "sent", at: DAY2, detail: "250 OK" });
        await store.recordNotices(token, ["milestone-light"], [aNotice("n1", WANG, { reason: "新" })], DAY3);
        await store.recordNotices(token, ["milestone-light"], [], DAY3);
        expect(await store.notices()).toMatchObject([
          { state: "sent", messageId: "m1", changedAt: DAY2, item: { reason: "逾期 23 天" } },
        ]);
        expect(await states(DAY1)).toEqual({ n1: "owed" });
      });
    });

    describe("messages", () => {
      test("a message is frozen byte for byte and its id is taken once", async () => {
        const raw = new Uint8Array([0, 255, 13, 10, 46]);
        expect(await store.addMessage(token, aMessage("m1", { raw, noticeKeys: ["n1"] }))).toBe(true);
        expect(await store.addMessage(token, aMessage("m1", { subject: "x" }))).toBe(false);
        expect(await store.messages()).toEqual([aMessage("m1", { raw, noticeKeys: ["n1"] })]);
        expect((await store.messages({ withRaw: false }))[0]?.raw).toHaveLength(0);
      });

      test("a message moves only from where it is believed to stand", async () => {
        await store.addMessage(token, aMessage("m1"));
        const to = { state: "sending", at: DAY1, detail: "" } as const;
        expect(await store.moveMessage(token, "m1", ["refused"], to)).toBe(false);
        expect(await store.moveMessage(token, "m1", ["ready"], to)).toBe(true);
        expect(await store.moveMessage(token, "m1", ["ready"], to)).toBe(false);
        expect(await store.moveMessage(token, "m2", ["ready"], to)).toBe(false);
        expect(await store.messages()).toMatchObject([{ state: "sending", changedAt: DAY1 }]);
      });

      test("only a sent message marks its notices sent, all of them at once", async () => {
        const pair = [aNotice("n1", WANG), aNotice("n2", WANG)];
        await store.recordNotices(token, ["milestone-light"], pair, DAY1);
        await store.addMessage(token, aMessage("m1", { noticeKeys: ["n1", "n2"] }));
        await store.moveMessage(token, "m1", ["ready"], { state: "sending", at: DAY1, detail: "" });
        await store.moveMessage(token, "m1", ["sending"], { state: "uncertain", at: DAY1, detail: "" });
        expect((await store.notices()).map((each) => each.state)).toEqual(["owed", "owed"]);
        await store.moveMessage(token, "m1", ["uncertain"], { state: "sent", at: DAY2, detail: "" });
        expect((await store.notices()).map((each) => [each.state, each.messageId])).toEqual([
          ["sent", "m1"],
          ["sent", "m1"],
        ]);
      });

      test("messages are found by person, day and state", async () => {
        await store.addMessage(token, aMessage("m1"));
        await store.addMessage(token, aMessage("m2", { day: "2026-06-15" }));
        await store.addMessage(token, aMessage("m3", { recipient: "li@yi.gov.cn", state: "sent" }));
        const ids = async (options: Parameters<Store["messages"]>[0]) =>
          (await store.messages(options)).map((each) => each.id);
        expect(await ids({ recipient: WANG })).toEqual(["m1", "m2"]);
        expect(await ids({ day: "2026-06-12" })).toEqual(["m1", "m3"]);
        expect(await ids({ states: ["sent", "void"] })).toEqual(["m3"]);
        expect(await ids({ recipient: WANG, day: "2026-06-15", states: ["ready"] })).toEqual(["m2"]);
      });
    });

    describe("drafts and facts", () => {
      const draft: DraftRecord = {
        id: "M-2026-05",
        kind: "ranking",
        period: "2026-05",
        createdAt: DAY1,
        lockDay: "2026-06-10",
        digest: "d",
        inputDigest: "i",
        rulesDigest: "r",
        body: '{"rows":[]}',
        attachment: { filename: "5月排名.xlsx", content: new Uint8Array([80, 75, 0, 255]) },
        state: "draft",
        confirmedBy: "",
        confirmedAt: null,
        differences: "",
      };

      test("a draft is frozen, and confirmed once", async () => {
        expect(await store.addDraft(token, draft)).toBe(true);
        expect(await store.addDraft(token, { ...draft, body: "x" })).toBe(false);
        expect(await store.drafts({ kind: "ranking", period: "2026-05" })).toEqual([draft]);
        expect(await store.moveDraft(token, draft.id, { state: "confirmed", by: "李四", at: DAY3 })).toBe(true);
        expect(await store.moveDraft(token, draft.id, { state: "superseded", by: "", at: DAY3 })).toBe(false);
        const [confirmed] = await store.drafts();
        expect(confirmed).toEqual({ ...draft, state: "confirmed", confirmedBy: "李四", confirmedAt: DAY3 });
      });

      test("a draft is known as it stood at the time", async () => {
        await store.addDraft(token, { ...draft, attachment: null });
        await store.moveDraft(token, draft.id, { state: "superseded", by: "", at: DAY3 });
        expect(await store.drafts({ knownAt: DAY2 })).toMatchObject([{ state: "draft", attachment: null }]);
        expect(await store.drafts({ knownAt: DAY3 })).toMatchObject([{ state: "superseded", confirmedAt: null }]);
        expect(await store.drafts({ knownAt: "2026-06-01T00:00:00.000Z" })).toEqual([]);
      });

      test("a fact is what was said last", async () => {
        expect(await store.fact("adopted:A")).toBeNull();
        await store.setFact(token, "adopted:A", "1");
        await store.setFact(token, "adopted:A", "2");
        expect(await store.fact("adopted:A")).toBe("2");
      });

      test("what was written is there for the next process", async () => {
        await store.setFact(token, "x", "1");
        await store.recordReading(token, "A", DAY1, [tab({ k: "a" })]);
        const again = await at.open();
        expect(await again.fact("x")).toBe("1");
        expect(await again.workbooks()).toEqual(["A"]);
        await again.close();
      });
    });
  });
}
