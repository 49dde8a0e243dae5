import { describe, expect, test } from "vitest";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { ConsoleRow } from "../../lib/domain/registry.ts";
import { consoleRequest } from "../../lib/registry/console-requests.ts";

const row = (more: Partial<ConsoleRow>): ConsoleRow => ({
  workbook: "台账",
  key: "1",
  code: "1",
  command: "日常",
  asOf: null,
  run: null,
  publish: null,
  applicant: "赵管",
  ...more,
});
const run = (command: string, more: Partial<ConsoleRow> = {}) => consoleRequest(row({ run: true, command, ...more }));
const confirm = (command: string) => consoleRequest(row({ publish: true, command }));

describe("a row of 控制台", () => {
  test("asks for nothing until something is ticked", () => {
    expect(consoleRequest(row({}))).toBeNull();
    expect(consoleRequest(row({ run: false, publish: false }))).toBeNull();
  });

  test.each([
    ["日常", { job: "daily", period: null }],
    [" Daily ", { job: "daily", period: null }],
    ["每周", { job: "weekly", period: null }],
    ["月度", { job: "monthly", period: null }],
    ["月度 2026-05", { job: "monthly", period: "2026-05" }],
    ["月度２０２６年５月", { job: "monthly", period: "2026-05" }],
    ["monthly 2026/12", { job: "monthly", period: "2026-12" }],
    ["季度", { job: "quarterly", period: null }],
    ["季度 2026Q3", { job: "quarterly", period: "2026Q3" }],
    ["quarterly２０２６ｑ４", { job: "quarterly", period: "2026Q4" }],
    ["年度 2026", { job: "yearly", period: "2026" }],
    ["年度2026年", { job: "yearly", period: "2026" }],
  ])("“%s” asks for that run", (command, asked) => {
    expect(run(command)).toEqual({ kind: "run", asOf: null, ...asked });
  });

  test("a day is taken along", () => {
    expect(run("日常", { asOf: "2026-06-12" })).toMatchObject({ asOf: "2026-06-12" });
  });

  test.each([
    ...["", "日报", "日常 2026-05", "月度 2026-13", "月度 2026-00", "rm -rf /", "=日常", "日常;月度"],
    ...["月度 2026Q3", "月度 2026", "季度 2026-09", "季度 2026", "季度 2026Q5", "年度 2026Q4", "年度 26", "日常 2026"],
  ])("“%s” is no command", (command) => {
    expect(run(command)).toEqual({ kind: "refused", because: "unknown-command" });
  });

  test.each([
    "M-2026-05 校验码 12345678",
    "M-2026-05　12345678",
    "m-2026-05：１２３４５６７８",
    "M-2026-05, 校验码：12345678",
  ])("“%s” asks to confirm the draft by its code", (command) => {
    expect(confirm(command)).toEqual({ kind: "confirm", step: null, draft: "M-2026-05", code: "12345678" });
  });

  test.each([
    "征求意见 M-2026-05 校验码 12345678",
    "征求意见M-2026-05 码 12345678",
    "征求意见：M-2026-05 12345678",
    "M-2026-05 征求意见 校验码 12345678",
    "m-2026-05 校验码 １２３４５６７８ 征求意见",
  ])("“%s” asks to consult about the draft, and never to publish it", (command) => {
    expect(confirm(command)).toEqual({ kind: "confirm", step: "consult", draft: "M-2026-05", code: "12345678" });
  });

  test.each(["征求 M-2026-05 12345678", "M-2026-05 征求各单位意见 12345678", "先征求意见 M-2026-05 12345678"])(
    "“%s” is neither: nothing is let out by half a word",
    (command) => {
      expect(confirm(command)).toEqual({ kind: "refused", because: "no-draft-or-code" });
    },
  );

  test("a re-issue is named by its own number", () => {
    expect(confirm("M-2026-05-2 校验码 00000001")).toMatchObject({ draft: "M-2026-05-2", code: "00000001" });
  });

  test.each(["M-2026-05", "12345678", "M-2026-05 1234567", "M-2026-05 123456789", "日常"])(
    "“%s” lacks the draft or its code",
    (command) => {
      expect(confirm(command)).toEqual({ kind: "refused", because: "no-draft-or-code" });
    },
  );

  test("two ticks, or a tick that cannot be read, are refused", () => {
    expect(consoleRequest(row({ run: true, publish: true }))).toEqual({ kind: "refused", because: "both-ticked" });
    for (const field of ["run", "publish", "asOf"] as const)
      expect(consoleRequest(row({ [field]: UNREADABLE }))).toEqual({ kind: "refused", because: "unreadable" });
  });
});
