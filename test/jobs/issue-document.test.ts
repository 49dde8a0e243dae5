import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDynamoStore } from "../../lib/adapters/dynamodb/store.ts";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import type { LetterDraft } from "../../lib/domain/letter-draft.ts";
import type { Book } from "../../lib/jobs/assess.ts";
import { documentsIn, isAsked } from "../../lib/jobs/documents.ts";
import { issueIn, keepTrail, trailOf } from "../../lib/jobs/draft-trail.ts";
import { frozenFile } from "../../lib/jobs/frozen-file.ts";
import { ISSUE_STEPS, issueDocument } from "../../lib/jobs/issue-document.ts";
import { letterBook } from "../../lib/jobs/letter-book.ts";
import { PortError } from "../../lib/ports/port-error.ts";
import type { DraftRecord, Store, StoreLock } from "../../lib/ports/store.ts";
import type { Reading } from "../../lib/registry/reading.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { type Dynalite, startDynalite } from "../adapters/dynamodb/dynalite.ts";
import { locked } from "../contracts/store.ts";
import { CIRCULAR_ID, circular, circularRecord } from "../fakes/circular-draft.ts";
import { folder } from "../fakes/cli.ts";
import { draftRecord } from "../fakes/draft-office.ts";

let server: Dynalite;
beforeAll(async () => {
  server = await startDynalite();
});
afterAll(() => server.close());

const STORES: readonly (readonly [name: string, open: () => Promise<Store>])[] = [
  ["SQLite", () => openSqliteStore(join(folder(), "store.sqlite"))],
  ["DynamoDB", async () => openDynamoStore(await server.table(), { endpoint: server.endpoint })],
];

const READING = { registry: { letters: [] } } as unknown as Reading;
const BOOK = { book: NO_OVERRIDES } as unknown as Book;

class Killed extends Error {}

interface At {
  readonly store: Store;
  readonly lock: StoreLock;
  readonly issue: (draft: DraftRecord, how?: { killAt?: string; faulty?: boolean; today?: string }) => Promise<void>;
}

async function office(open: () => Promise<Store>, drafts: readonly DraftRecord[]): Promise<At> {
  const store = await open();
  const lock = await locked(store);
  for (const draft of drafts) await store.addDraft(lock.token, draft);
  const issue: At["issue"] = async (draft, { killAt, faulty = false, today = "2026-06-12" } = {}) => {
    const outside = {
      store,
      now: () => `${today}T01:00:00.000Z`,
      writeDocument: async (paper: object) => {
        if (faulty) throw new PortError("template-fault", { file: "通报.docx" }, { retryable: false });
        return new TextEncoder().encode(JSON.stringify(paper));
      },
      onStep: (step: string) => {
        if (step === killAt) throw new Killed();
      },
    };
    await issueDocument({ outside, lock, draft, by: "孙管", today, reading: READING, book: BOOK });
  };
  return { store, lock, issue };
}

const paperIn = async ({ store }: At, id: string): Promise<string> =>
  new TextDecoder().decode(await frozenFile(store, issueIn(await trailOf(store, id))!.digest, ""));

describe.each(STORES)("a document in %s", (_, open) => {
  test.each(ISSUE_STEPS)(
    "stopped at %s, and confirmed again the next day, is one document with one number",
    async (killAt) => {
      const draft = circularRecord();
      const at = await office(open, [draft]);
      await expect(at.issue(draft, { killAt })).rejects.toThrow(Killed);
      await at.issue(draft, { today: "2026-06-15" });
      const [listed, ...others] = await documentsIn(at.store);
      expect(others).toEqual([]);
      const day = killAt === "issued" ? "2026-06-12" : "2026-06-15";
      expect(listed).toMatchObject({ number: "重点办通报〔2026〕1号", state: "sent", day });
      expect(await paperIn(at, CIRCULAR_ID)).toContain(
        `"日期":"${day === "2026-06-12" ? "2026年6月12日" : "2026年6月15日"}"`,
      );
      expect((await at.store.drafts())[0]).toMatchObject({ state: "confirmed", confirmedBy: "孙管" });
      await at.lock.release();
      await at.store.close();
    },
  );

  test("issued on the year's last day and completed in the next keeps its number and day", async () => {
    const draft = circularRecord();
    const at = await office(open, [draft]);
    await expect(at.issue(draft, { killAt: "issued", today: "2026-12-31" })).rejects.toThrow(Killed);
    await at.issue(draft, { today: "2027-01-04" });
    const listed = await documentsIn(at.store);
    expect(listed).toMatchObject([{ number: "重点办通报〔2026〕1号", state: "sent", day: "2026-12-31" }]);
    await at.lock.release();
    await at.store.close();
  });

  test("whose template has a fault takes no number: the next one gets it", async () => {
    const [one, other] = [circularRecord(), circularRecord(circular({ period: "2026-04" }), { id: "TB-2026-04" })];
    const at = await office(open, [one, other]);
    await expect(at.issue(one, { faulty: true })).rejects.toMatchObject({ code: "template-fault" });
    expect(await documentsIn(at.store)).toMatchObject([
      { state: "waiting", number: "" },
      { state: "waiting", number: "" },
    ]);
    await at.issue(other);
    await at.issue(one);
    const numbers = (await documentsIn(at.store)).map(({ draft, number }) => [draft, number]);
    expect(new Map(numbers as [string, string][])).toEqual(
      new Map([
        ["TB-2026-04", "重点办通报〔2026〕1号"],
        [CIRCULAR_ID, "重点办通报〔2026〕2号"],
      ]),
    );
    await at.lock.release();
    await at.store.close();
  });

  test("drawn anew after its number was given leaves the number void, and a later issue is the one that is sent", async () => {
    const [first, again] = [
      circularRecord(),
      circularRecord(circular({ title: "改后的通报" }), { id: `${CIRCULAR_ID}-2` }),
    ];
    const at = await office(open, [first]);
    await expect(at.issue(first, { killAt: "numbered" })).rejects.toThrow(Killed);
    await at.store.moveDraft(at.lock.token, first.id, { state: "superseded", by: "", at: "2026-06-12T02:00:00.000Z" });
    await at.store.addDraft(at.lock.token, again);
    await at.issue(again);
    const [sent, stale] = (await documentsIn(at.store)).toSorted((a, b) => (a.state < b.state ? -1 : 1));
    expect(sent).toMatchObject({ number: "重点办通报〔2026〕2号", state: "sent", title: "改后的通报" });
    expect(stale).toMatchObject({ number: "重点办通报〔2026〕1号", state: "void", because: "superseded" });
    expect(isAsked(stale!, "重点办通报 [2026] 1号")).toBe(true);
    expect(isAsked(sent!, "重点办通报 [2026] 1号")).toBe(false);
    await at.lock.release();
    await at.store.close();
  });

  test("issued twice for one matter is sent in its newest issue, and known only from its moment on", async () => {
    const [first, again] = [
      circularRecord(),
      circularRecord(circular({ title: "改后的通报" }), { id: `${CIRCULAR_ID}-2` }),
    ];
    const at = await office(open, [first, again]);
    await at.issue(first);
    await at.issue(again, { today: "2026-06-15" });
    const drafts = await at.store.drafts();
    const sentAt = async (knownAt?: string) =>
      (await letterBook(at.store, drafts, "2026-06-16T00:00:00.000Z", knownAt)).documents.map(({ draft }) => draft);
    expect(await sentAt()).toEqual([`${CIRCULAR_ID}-2`]);
    expect(await sentAt("2026-06-13T00:00:00.000Z")).toEqual([CIRCULAR_ID]);
    expect(await sentAt("2026-06-12T00:00:00.000Z")).toEqual([]);
    await at.lock.release();
    await at.store.close();
  });

  test("without a number (meeting material), or for nobody by mail, is frozen all the same", async () => {
    const draft = circularRecord(circular({ document: "季调度材料", numbered: false, readers: null }), {
      id: "DD-2026Q2",
    });
    const at = await office(open, [draft]);
    await at.issue(draft);
    expect(await documentsIn(at.store)).toMatchObject([{ number: "", state: "sent", document: "季调度材料" }]);
    expect((await letterBook(at.store, await at.store.drafts(), "2026-06-16T00:00:00.000Z")).documents).toEqual([]);
    await at.lock.release();
    await at.store.close();
  });

  test("beside a letter of before, which has no file", async () => {
    const letter: LetterDraft = {
      ...{ unit: "甲县", type: "督办函", asOf: "2026-06-12", answerWithin: 5, text: ["请反馈。"] },
      matters: [],
    };
    const draft = draftRecord(letter, { id: "L-1-2026-06-12", kind: "letter", period: "甲县 2026-06-12" });
    const at = await office(open, [draft]);
    const sent = { number: "重点办督函〔2026〕1号", sentOn: "2026-06-12", answerDue: "2026-06-22" };
    const step = { do: "release" as const, by: "孙管", at: "2026-06-12T01:00:00.000Z", tab: "letters" as const };
    const rest = { rows: [], stood: [], attempted: [], appendedAt: "2026-06-12T01:00:00.000Z", letter: sent };
    await keepTrail(at.store, at.lock, draft.id, [{ ...step, ...rest }]);
    expect(await documentsIn(at.store)).toMatchObject([
      { number: sent.number, state: "sent", digest: "", day: "2026-06-12" },
    ]);
    await at.lock.release();
    await at.store.close();
  });
});
