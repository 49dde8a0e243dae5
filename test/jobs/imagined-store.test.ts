import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { imaginedStore } from "../../lib/jobs/imagined-store.ts";
import type { Store } from "../../lib/ports/store.ts";
import { locked, storeContract } from "../contracts/store.ts";
import { folder } from "../fakes/cli.ts";
import { draftRecord } from "../fakes/draft-office.ts";
import { aMessage, aNotice } from "../fakes/notices.ts";
import { asRead } from "../fakes/stored.ts";

storeContract("What is imagined", async () => {
  const real = await openSqliteStore(":memory:");
  const store = imaginedStore(real);
  return { open: async () => store, dispose: () => real.close() };
});

const DAYS = ["2026-06-10", "2026-06-11", "2026-06-12", "2026-06-15"].map((day) => `${day}T23:30:00.000Z`);
const WANG = "wang@jia.example";

/** A few days of an office's life. */
const COURSE: readonly ((store: Store, token: number, at: string) => Promise<unknown>)[] = [
  async (store, token, at) => {
    await store.recordReading(token, "A", at, [asRead(tab({ "P-1/10": "a", "P-1/20": "x" }))]);
    await store.recordNotices(token, ["milestone-light"], [aNotice("n1", WANG), aNotice("n2", WANG)], at);
    await store.addMessage(token, aMessage("m1", { noticeKeys: ["n1"], createdAt: at, changedAt: at }));
    await store.addDraft(token, draftRecord({}, { id: "M-2026-05", kind: "ranking", createdAt: at }));
    await store.setFact(token, "x", "1");
  },
  async (store, token, at) => {
    await store.moveMessage(token, "m1", ["ready"], { state: "sent", at, detail: "250" });
    await store.recordReading(token, "A", at, [asRead(tab({ "P-1/20": "y" }))]);
    const run = await store.startRun(token, {
      runKey: `daily@${at}`,
      job: "daily",
      asOf: at.slice(0, 10),
      startedAt: at,
    });
    await store.finishRun(token, { ...run!, state: "done", finishedAt: at });
  },
  async (store, token, at) => {
    await store.recordNotices(token, ["milestone-light"], [aNotice("n1", WANG)], at);
    await store.moveDraft(token, "M-2026-05", { state: "confirmed", by: "孙管", at });
    await store.addDraft(token, draftRecord({}, { id: "T-1", createdAt: at }));
    await store.startRun(token, { runKey: `weekly@${at}`, job: "weekly", asOf: at.slice(0, 10), startedAt: at });
  },
  async (store, token, at) => {
    await store.recordReading(token, "A", at, [asRead(tab({ "P-1/10": "a", "P-1/20": "y" }))]);
    await store.recordNotices(token, ["milestone-light"], [aNotice("n2", WANG, { reason: "新" })], at);
    await store.setFact(token, "x", "2");
  },
];

const tab = (rows: Readonly<Record<string, string>>) => ({
  tab: "milestones",
  layout: "{}",
  rows: Object.entries(rows).map(([key, json]) => ({ key, json })),
});

/** Everything a store answers, at every moment. */
async function told(store: Store): Promise<unknown> {
  const then = await Promise.all(
    DAYS.map(async (knownAt) => [
      await store.notices({ knownAt }),
      await store.drafts({ knownAt }),
      await store.history("A", { knownAt }),
      await store.readingAt("A", knownAt),
    ]),
  );
  const quick = await store.history("A", { withRows: false });
  const messages = await store.messages({ withRaw: false });
  return [
    then,
    quick,
    await store.notices(),
    messages,
    await store.drafts(),
    await store.runs(),
    await store.fact("x"),
  ];
}

test.each([0, 1, 2, 3, 4])(
  "what really happened up to step %i and is imagined from there is told as if all had happened",
  async (real) => {
    const dir = folder();
    const all = await openSqliteStore(join(dir, "all.sqlite"));
    const begun = await openSqliteStore(join(dir, "begun.sqlite"));
    const [ours, theirs] = [await locked(all), await locked(begun)];
    for (const [step, act] of COURSE.entries()) await act(all, ours.token, DAYS[step]!);
    for (const [step, act] of COURSE.slice(0, real).entries()) await act(begun, theirs.token, DAYS[step]!);
    const before = await told(begun);
    const imagined = imaginedStore(begun);
    const { token } = await locked(imagined);
    for (const [step, act] of COURSE.entries()) if (step >= real) await act(imagined, token, DAYS[step]!);
    expect(await told(imagined)).toEqual(await told(all));
    expect(await told(begun)).toEqual(before);
    await Promise.all([all.close(), begun.close()]);
  },
);
