import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Addressee } from "../../lib/domain/recipients.ts";
import { type LetterContext, writeLetter } from "../../lib/views/letter.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";
import * as f from "./forecast-matters.ts";
import * as l from "./loop-matters.ts";
import * as m from "./mail-matters.ts";
import * as s from "./start-check-matters.ts";
import * as w from "./written-report-matters.ts";

const GOLDEN = join(import.meta.dirname, "../golden/mails");

interface Case {
  readonly name: string;
  readonly to: Addressee;
  readonly matters: readonly Matter[];
  readonly context?: Partial<LetterContext>;
}

const TODO = [m.RED_MILESTONE, m.MISSING_REPORT, m.CORRECTION];

const CASES: readonly Case[] = [
  {
    name: "clerk-digest",
    to: m.CLERK,
    matters: [...TODO, m.DUE_LATER],
    context: { doneSince: 2, standing: [m.BLUE_MILESTONE] },
  },
  {
    name: "clerk-slip",
    to: m.CLERK,
    matters: [m.CORRECTION, m.MENDED],
    context: { standing: [{ ...m.CORRECTION, key: `${m.CORRECTION.key}#2` }] },
  },
  { name: "clerk-everything", to: m.CLERK, matters: [...TODO, m.BLUE_MILESTONE, m.QUESTION, m.DUE_SOON, m.UNIT_WEEK] },
  { name: "clerk-possibly-twice", to: m.CLERK, matters: [m.BLUE_MILESTONE], context: { mayRepeat: true } },
  { name: "clerk-due-soon", to: m.CLERK, matters: [m.DUE_SOON, m.DUE_LATER, m.DUE_AFTER_EXEMPTION] },
  { name: "clerk-forecast", to: m.CLERK, matters: [f.FORECAST, f.FORECAST_BEHIND, m.DUE_LATER] },
  { name: "clerk-written-report", to: m.CLERK, matters: [w.WRITTEN_REPORT, m.RED_MILESTONE] },
  { name: "clerk-start-checks", to: m.CLERK, matters: [s.START_UNSHOWN, s.UNREGISTERED] },
  { name: "leader-week-with-a-written-report", to: m.LEADER, matters: [w.WEEK_WITH_REPORT] },
  { name: "unit-head", to: m.HEAD, matters: [m.RAISED] },
  { name: "unit-week", to: m.HEAD, matters: [m.UNIT_WEEK] },
  { name: "unit-week-full", to: m.HEAD, matters: [m.FULL_WEEK], context: { standing: [m.RED_MILESTONE] } },
  {
    name: "deputy-of-the-head",
    to: { ...m.CLERK, standsInFor: [{ unit: "甲县发展改革局", roles: ["主要负责人"] }] },
    matters: [m.RAISED, m.DUE_LATER],
  },
  { name: "leader-new-red", to: m.LEADER, matters: [m.PROJECT_RED] },
  {
    name: "leader-week",
    to: m.LEADER,
    matters: [m.PROJECT_RED, m.PROJECT_RED_2, m.TO_DECIDE, m.LEADER_WEEK, m.RAISED_TO_SPONSOR],
  },
  { name: "leader-week-with-large-projects", to: m.LEADER, matters: [m.LARGE_WEEK] },
  { name: "leader-week-with-a-forecast", to: m.LEADER, matters: [f.FORECAST_WEEK] },
  { name: "leader-first-week", to: m.LEADER, matters: [m.FIRST_WEEK] },
  { name: "leader-milestone-raised", to: m.LEADER, matters: [m.RAISED_TO_SPONSOR] },
  { name: "contact-passes-on", to: m.CLERK, matters: [m.PASSED_ON, m.DUE_SOON] },
  { name: "leader-ranking", to: m.LEADER, matters: [m.RANKING] },
  { name: "admin", to: m.ADMIN, matters: [m.DRAFT, m.ALERT, m.SUMMARY] },
  { name: "admin-first-run-of-a-month", to: m.ADMIN, matters: [m.BURDEN, m.SUMMARY] },
  { name: "admin-who-stands-in-for-a-contact", to: m.ADMIN, matters: [m.DUE_SOON, m.DRAFT, m.ALERT, m.SUMMARY] },
  {
    name: "leader-who-is-admin-and-contact",
    to: { ...m.LEADER, roles: ["包联领导", "管理员", "联络员"] },
    matters: [m.PROJECT_RED, m.RED_MILESTONE, m.ALERT],
  },
  {
    name: "clerk-loops",
    to: m.CLERK,
    matters: [
      ...[l.ASSIGNED, l.ASSIGNED_TASK, l.COOPERATING, l.SENT_BACK, l.OVERDUE_PROBLEM, l.DUE_TODAY],
      ...[m.RED_MILESTONE, l.PROBLEM_DUE_SOON, m.DUE_LATER, l.TO_RAISE],
    ],
    context: { doneSince: 1 },
  },
  { name: "clerk-loops-due-soon", to: m.CLERK, matters: [l.PROBLEM_DUE_SOON, m.DUE_SOON] },
  {
    name: "unit-head-loops",
    to: m.HEAD,
    matters: [l.RAISED_TO_HEAD, m.RAISED],
    context: { standing: [l.STANDING_TASK] },
  },
  { name: "leader-loops", to: m.LEADER, matters: [l.LONG_TO_DECIDE, l.RAISED_TO_LEADER] },
  { name: "admin-loops", to: m.ADMIN, matters: [l.TO_VERIFY, l.TO_ASSIGN, l.TO_RAISE_FOR_ADMIN, m.SUMMARY] },
  {
    name: "clerk-with-seventy-corrections",
    to: m.CLERK,
    matters: Array.from({ length: 70 }, (_, n) => ({ ...m.CORRECTION, key: `${m.CORRECTION.key}#${n + 10}` })),
  },
];

function compare(file: string, content: string): void {
  const path = join(GOLDEN, file);
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, content);
  }
  expect(existsSync(path), `${file} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true);
  expect(content).toBe(readFileSync(path, "utf8"));
}

describe("every kind of mail reads as agreed", () => {
  for (const { name, to, matters, context } of CASES) {
    test(`${name} is the same as the golden file, text and HTML`, () => {
      const letter = writeLetter(to, matters, { ...m.NOTHING_ELSE, ...context });
      compare(`${name}.txt`, `主题：${letter.subject}\n\n${letter.text}`);
      compare(`${name}.html`, letter.html);
    });
  }
});
