import { expect, test } from "vitest";
import { projectsOf, type ScopeSource } from "../../lib/domain/board-scope.ts";
import { UNREADABLE } from "../../lib/domain/field.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { newPerson } from "../fakes/people.ts";
import { newIssue, newMilestone, newProject, newUnit } from "../fakes/registry-rows.ts";

const LEAVE = { leaveFrom: "2026-06-01", leaveTo: "2026-06-30", deputy: "代理" };

const CITY: ScopeSource = {
  registry: {
    units: [
      newUnit("甲县", "县区"),
      { ...newUnit("乙局", "市直"), sponsor: "分管" },
      { ...newUnit("丙局", "市直"), sponsor: "分管丙" },
    ],
    people: [
      newPerson("办", "管理", "管理员"),
      newPerson("市府", "包联", "包联领导"),
      newPerson("甲县", "包联", "评委"),
      newPerson("市府", "分管", "包联领导"),
      newPerson("市府", "分管丙", "包联领导"),
      newPerson("市府", "请假", "包联领导", LEAVE),
      newPerson("市府", "代理", "包联领导"),
      newPerson("市府", "评委", "评委"),
      newPerson("丁区", "县包", "包联领导"),
      newPerson("甲县", "县联", "联络员"),
      newPerson("乙局", "乙办", "办公室主任"),
      newPerson("乙局", "经办", "评委"),
      newPerson("丙局", "丙主", "主要负责人"),
      newPerson("丙局", "停用", "主要负责人", { disabled: true }),
      newPerson("丙局", "调离", "主要负责人", { disabled: UNREADABLE }),
      newPerson("丙局", "兼职", "联络员", { email: "one@city.example" }),
      newPerson("甲县", "兼职", "联络员", { email: "one@city.example" }),
      newPerson("供电公司", "电联", "联络员"),
      newPerson("供电公司", "电工", "评委"),
    ],
  },
  projects: [
    { ...newProject("P-1"), responsibleUnit: "甲县", county: "甲县", sponsor: "市府/包联" },
    { ...newProject("P-2"), responsibleUnit: "乙局", county: "甲县", leadUnit: "丙局", responsiblePerson: "经办" },
    { ...newProject("P-3"), responsibleUnit: "丙局", county: "丁区", countySponsor: "县包" },
    { ...newProject("P-4"), responsibleUnit: "丙局", county: "丁区", sponsor: "请假" },
  ],
  milestones: [
    newMilestone("P-1", 10),
    { ...newMilestone("P-3", 10), responsibleUnit: "供电公司", responsiblePerson: "电工" },
  ],
  issues: [{ ...newIssue("W-1"), project: "P-4", responsibleUnit: "供电公司" }],
};

function seen({ person = "", day = "" }: Case): string {
  const [unit = "", name = ""] = person.split("/");
  const sight = projectsOf({ unit, name }, CITY, day);
  if (sight === null) return "打不开";
  return sight.all ? "全部" : [...sight.projects].sort().join(" ");
}

for (const row of readCases("board-scope.csv")) test(row.situation!, () => expect(seen(row)).toBe(row.sees));
