import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import type { RowHistory } from "../../lib/domain/history.ts";
import { type IssueVerdict, judgeIssues } from "../../lib/domain/issue-loop.ts";
import type { Exemption, Issue, Person, Registry, Role } from "../../lib/domain/registry.ts";
import { ALL_RULES } from "../../lib/rules/all-rules.ts";
import { issueRuleOn } from "../../lib/rules/issue-rules.ts";
import { readRulebook } from "../../lib/rules/rulebook.ts";
import { issueCaseOf } from "./issues.ts";
import { newRule } from "./judge-input.ts";
import { newExemption, reading } from "./plan-rows.ts";
import { EMPTY_REGISTRY, newIssue, newProject } from "./registry-rows.ts";

const FIELDS: Readonly<Record<string, keyof Issue>> = {
  提出: "reportedOn",
  交办: "assignedOn",
  责任人: "responsiblePerson",
  复杂程度: "complexity",
  认定人: "complexityBy",
  部署: "arrangedOn",
  首次反馈: "firstFeedbackOn",
  最近反馈: "lastFeedbackOn",
  措施: "measures",
  申请: "extensionAskedOn",
  新时限: "extendedTo",
  批准人: "approver",
  批准: "approvedOn",
  办结: "resolvedOn",
  佐证: "evidence",
  核查人: "verifiedBy",
  结果: "verification",
  核查: "verifiedOn",
  销号: "closedOn",
  重开: "reopenedOn",
};

const person = (name: string, unit: string, ...roles: readonly Role[]): Person => ({
  workbook: "台账",
  key: `${unit}/${name}`,
  name,
  unit,
  title: null,
  email: null,
  roles,
  deputy: null,
  leaveFrom: null,
  leaveTo: null,
  disabled: null,
});

/** 甲县 does, 重点办 assigns, 督查室 verifies. */
export const PEOPLE: readonly Person[] = [
  person("张办", "甲县", "联络员"),
  { ...person("孙同", "甲县", "联络员"), email: "sun@jia.example" },
  { ...person("孙同", "督查室", "联络员"), email: "sun@du.example" },
  { ...person("钱兼", "甲县", "联络员"), email: "Qian@jia.example" },
  { ...person("钱兼", "市政府", "包联领导"), email: "qian@jia.example" },
  person("赵县长", "甲县", "主要负责人"),
  person("王管", "重点办", "管理员"),
  person("周市长", "市政府", "包联领导"),
  person("李核", "督查室", "联络员"),
];

/** An issue of 甲县's P-1, told of on 2025-01-02, with nothing else filled in. */
export const bareIssue = (): Issue => ({
  ...newIssue("W-1"),
  project: "P-1",
  responsibleUnit: "甲县",
  reportedOn: "2025-01-02",
});

/** 交办=2026-06-01;部署=2026-06-02 — typed over what stood before; nothing after = empties the cell, ? cannot be read. */
function typedOver(issue: Issue, cells: string): Issue {
  const changes = cells.split(";").flatMap((cell) => {
    const [name = "", value = ""] = cell.trim().split("=");
    if (name === "") return [];
    const field = FIELDS[name];
    if (field === undefined) throw new Error(`unknown cell ${name}`);
    return [[field, value === "?" ? UNREADABLE : value === "" ? null : value] as const];
  });
  return { ...issue, ...Object.fromEntries(changes) };
}

/**
 * `交办=… | 2026-06-05 办结=…`: the row as first read, then what each later morning's reading saw typed over. Readings are daily, so the reading
 * before saw the row as it was. Without | nobody ever read it before.
 */
export function lifeIn(text: string): { readonly issue: Issue; readonly life: RowHistory<Issue> } {
  const [first = "", ...edits] = text.split("|");
  let issue = typedOver(bareIssue(), first);
  if (edits.length === 0) return { issue, life: [] };
  const life = [{ firstSeen: reading("2025-01-03"), lastSeenAbsent: null, row: issue }];
  for (const edit of edits) {
    const [, day = "", cells = ""] = /^\s*(\d{4}-\d\d-\d\d) (.*)$/.exec(edit) ?? [];
    issue = typedOver(issue, cells);
    life.push({ firstSeen: reading(day), lastSeenAbsent: reading(addDays(day, -1)) as never, row: issue });
  }
  return { issue, life };
}

export interface TableRow {
  readonly cells: string;
  readonly asOf: PlainDate;
  /** 2026-06-03..2026-06-30 */
  readonly exempt?: string;
  /** 问题时限口径=工作日 */
  readonly rules?: string;
}

export function verdictOnRow({ cells, asOf, exempt = "", rules = "" }: TableRow): IssueVerdict {
  const { issue, life } = lifeIn(cells);
  const exemptions: Exemption[] = exempt === "" ? [] : [newExemption("P-1", exempt.slice(0, 10), exempt.slice(12))];
  const projects = [{ ...newProject("P-1"), responsibleUnit: "甲县" }];
  const registry: Registry = { ...EMPTY_REGISTRY, projects, people: PEOPLE, exemptions, issues: [issue] };
  const typed = rules.split(";").filter(Boolean);
  const { book, problems } = readRulebook(
    typed.map((rule) => newRule(rule.split("=")[0]!, rule.split("=")[1]!)),
    ALL_RULES,
  );
  if (problems.length > 0) throw new Error(problems[0]!.hint);
  const tabs = life.length === 0 ? {} : { issues: new Map([["W-1", life]]) };
  const history = { firstReading: reading("2025-01-03"), lastReading: reading(asOf), tabs };
  const given = issueCaseOf(registry, asOf, { history, rule: (day) => issueRuleOn(book, day) });
  return judgeIssues([issue], given)[0]!;
}
