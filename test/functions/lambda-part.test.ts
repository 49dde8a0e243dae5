import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AT_HALF_PAST_SEVEN, DAILY, invoked } from "../fakes/lambda-scene.ts";
import { createCity, idOf, nameOf } from "../fakes/many-books.ts";
import { openPlatform, type Platform } from "../fakes/many-platform.ts";

const BOOKS = 40;
const SOON = "2026-06-12T07:31";

let at: Platform;
beforeEach(async () => {
  at = await openPlatform();
});
afterEach(() => at.close());

const record = (messageId: string, body: string) => ({ messageId, body, eventSource: "aws:sqs" });
const settled = { answer: { batchItemFailures: [] } };
const comesAgain = (messageId: string) => ({ answer: { batchItemFailures: [{ itemIdentifier: messageId }] } });

async function said(handler: "scheduled" | "part", events: readonly unknown[], settings: Record<string, string> = {}) {
  const run = invoked({ settings: () => at.settings }, SOON, events, handler, settings);
  const { code, out, err } = await run.ended;
  expect([code, err]).toEqual([0, ""]);
  return { said: run.said, out };
}

/** What waits in a queue, taken out of it. */
function taken(queue: "runs" | "parts"): readonly string[] {
  const bodies = at.waiting(queue);
  at.sqs.deleteQueue(queue);
  at.sqs.createQueue(queue);
  return bodies;
}

describe("the function of the workbooks", () => {
  test("reads and writes them one message at a time beside the function of the runs; its log names no workbook", async () => {
    createCity(at.google, BOOKS, 1);
    const morning = [{ Records: [record("run", JSON.stringify(DAILY))] }];
    const first = await said("scheduled", morning);
    expect(first.said).toEqual([comesAgain("run")]);
    expect(JSON.parse(first.out)).toMatchObject({ level: "info", run: "daily", state: "gathering" });

    const tasks = taken("parts").map((body, n) => ({ Records: [record(`read-${n}`, body)] }));
    const read = await said("part", tasks);
    expect(read.said).toEqual(tasks.map(() => settled));
    const lines = read.out.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).part)).toEqual(Array(BOOKS).fill("read"));
    for (const word of [idOf(0), nameOf(0), "gsheet:"]) expect(read.out + first.out).not.toContain(word);
    const wake = new Set(taken("runs"));
    expect([...wake].map((body) => JSON.parse(body))).toEqual([
      { job: "daily", scheduledTime: new Date(AT_HALF_PAST_SEVEN).toISOString() },
    ]);

    const ranked = await said("scheduled", morning);
    expect(ranked.said).toEqual([settled]);
    expect(JSON.parse(ranked.out)).toMatchObject({ state: "done", trouble: false, counts: { drafts: 1 } });
    const writings = taken("parts").map((body, n) => ({ Records: [record(`write-${n}`, body)] }));
    const wrote = await said("part", writings);
    expect(wrote.out.match(/"part":"written"/g)).toHaveLength(BOOKS);
    expect(at.google.human(idOf(0)).see("节点")[0]).toContain("预警");
    expect((await said("scheduled", morning)).said).toEqual([settled]);
    expect(new Set(at.google.calls.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test("leaves in the queue what is no task, and refuses what no queue sent or what it has no queues for", async () => {
    const bodies = [
      "no json",
      "{}",
      '{"do":"steal","round":1,"place":0}',
      '{"do":"read","round":1,"place":-1}',
      '{"do":"read","round":1,"place":0,"more":1}',
    ];
    const events = bodies.map((body, n) => ({ Records: [record(`m-${n}`, body)] }));
    const refused = await said("part", [...events, DAILY]);
    expect(refused.said.slice(0, bodies.length + 1)).toEqual(
      expect.arrayContaining([
        ...bodies.map((_, n) => comesAgain(`m-${n}`)),
        { error: "RunError: event-refused；不是队列的消息" },
      ]),
    );
    expect(refused.out.match(/"error":"event-refused"/g)).toHaveLength(bodies.length);
    const task = { Records: [record("a", '{"do":"read","round":1,"place":0}')] };
    const without = await said("part", [task], { DUBAN_PARTS_QUEUE: "", DUBAN_RUNS_QUEUE: "" });
    expect([without.said, JSON.parse(without.out)]).toMatchObject([[comesAgain("a")], { error: "config" }]);
    const outdated = await said("part", [task]);
    expect([outdated.said, JSON.parse(outdated.out)]).toMatchObject([[settled], { part: "outdated" }]);
  });
});
