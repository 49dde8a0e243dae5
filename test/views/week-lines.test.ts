import { expect, test } from "vitest";
import { weekLine } from "../../lib/views/week-lines.ts";
import { newLoop } from "../fakes/loops.ts";

test("a cooperating unit reads whose the matter is: being late is not laid at its door", () => {
  const loop = {
    ...newLoop("T-1", "2026-06-09"),
    tab: "tasks" as const,
    workingDaysLate: 3,
    cooperating: ["甲局", "供电"],
  };
  const line = (unit: string) =>
    weekLine(
      { part: "overdue", day: "2026-06-09", matter: { kind: "loop", loop } },
      { asOf: "2026-06-12", unit, nameOf: () => "" },
    );
  expect(line("供电")).toBe(
    "任务 T-1 ·「用地手续未办结」应于6月9日（周二）完成，逾期 3 个工作日，由甲局牵头，贵单位配合",
  );
  expect(line("甲局")).toMatch(/逾期 3 个工作日$/);
  expect(line("牵头局")).toMatch(/逾期 3 个工作日，甲局$/);
});
