import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessageRecord } from "../../lib/domain/notice.ts";
import { partsOf } from "../../lib/domain/notice-key.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { dateCell as on, typing, type World } from "../../sheets-templates/year/world.ts";
import { mailFaults } from "../fakes/living/checks.ts";
import { livedDays, officeIn } from "../fakes/living/days.ts";
import { smallOffice } from "../fakes/small-office.ts";

const head = (name: string, roles: string, email: string): TemplateRow => ({ name, unit: "甲县", roles, email });

/** A problem assigned on 8 June and a task due on the 17th, in a county that then does nothing. */
function start(): TemplateRows {
  const { people = [], ...rows } = smallOffice();
  const issue: TemplateRow = {
    ...{ code: "W-001", project: "P-001", category: "审批", description: "110 千伏线路迁改", level: "单位" },
    ...{ reportedOn: on("2026-06-01"), responsibleUnit: "甲县" },
  };
  const task: TemplateRow = {
    ...{ code: "T-001", source: "会议", sourceDate: on("2026-06-01"), content: "报送专题报告" },
    ...{ leadUnit: "甲县", due: on("2026-06-17") },
  };
  const heads = [head("冯正", "主要负责人", "feng@jia.example"), head("陈主", "办公室主任", "chen@jia.example")];
  const all = [...people, ...heads];
  const here = all.map((one) => ({ ...one, email: String(one.email).replace("jia.example", "duban.example") }));
  return { ...rows, people: here, issues: [issue], tasks: [task] };
}

const WORLD: World = {
  start: start(),
  deeds: [{ on: "2026-06-08", tab: "issues", change: typing("W-001", { assignedOn: on("2026-06-08") }) }],
  planted: [],
};

let dir: string;
let sent: readonly MessageRecord[];
let faults: readonly string[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "duban-loops-"));
  const office = officeIn(dir, `outbox:${join(dir, "outbox")}`);
  for await (const { outcome } of livedDays(office, WORLD, "2026-06-04", "2026-07-03"))
    expect(outcome.state).toBe("done");
  const { outside, close } = await office.open("2026-07-03");
  sent = await outside.store.messages({ states: ["sent"], withRaw: false });
  faults = await mailFaults(outside.store);
  await close();
}, 300_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

const about = (matter: string): string[] =>
  sent
    .flatMap(({ day, noticeKeys }) => noticeKeys.map((key) => ({ day, ...partsOf(key) })))
    .filter(({ kind, subject }) => subject === matter && (kind.startsWith("loop-") || kind.startsWith("issue-")))
    .map(({ day, kind, level, recipient }) => `${day} ${kind} ${level} > ${recipient.split("@")[0]}`)
    .toSorted();

// 部署 is due on Tuesday 9 June; its seventh working day late is the 18th, before 端午. 单位 has five working days, to the 15th.
test("a problem nobody works on: told once as new, then each step once on its own day", () => {
  expect(about("issues/W-001")).toEqual([
    "2026-06-04 loop-to-verify assign > sun",
    "2026-06-09 loop-assigned lead > wang",
    "2026-06-10 loop-overdue office-head > wang",
    "2026-06-10 loop-raised office-head > chen",
    "2026-06-12 loop-overdue unit-head > wang",
    "2026-06-12 loop-raised unit-head > feng",
    "2026-06-12 loop-raised unit-head > zhou",
    "2026-06-16 issue-to-raise 县区 > sun",
    "2026-06-16 issue-to-raise 县区 > wang",
    "2026-06-18 loop-overdue letter > wang",
  ]);
});

// Three days before is Sunday the 14th: told on Monday. 19 June is a holiday, so the third working day late is the 23rd.
test("a task nobody works on: two reminders, the day itself, and each step once", () => {
  expect(about("tasks/T-001")).toEqual([
    "2026-06-10 loop-due 7 > wang",
    "2026-06-15 loop-due 3 > wang",
    "2026-06-17 loop-due 0 > wang",
    "2026-06-18 loop-overdue office-head > wang",
    "2026-06-18 loop-raised office-head > chen",
    "2026-06-23 loop-overdue unit-head > wang",
    "2026-06-23 loop-raised unit-head > feng",
    "2026-06-29 loop-overdue letter > wang",
  ]);
});

test("over thirty days nobody has two mails on a day or any on a rest day, and nothing is told twice", () => {
  expect(sent.length).toBeGreaterThan(20);
  expect(faults).toEqual([]);
});
