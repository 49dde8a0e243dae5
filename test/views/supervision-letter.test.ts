import { expect, test } from "vitest";
import type { LetterDraftMatter } from "../../lib/domain/letter-draft.ts";
import { letterParagraphs } from "../../lib/views/supervision-letter.ts";

const matter = (rest: Partial<LetterDraftMatter>): LetterDraftMatter => ({
  ...{ tab: "issues", workbook: "台账", key: "W-012", title: "管线迁改", step: "solve" },
  ...{ due: "2026-02-13", workingDaysLate: 7, mark: "" },
  ...rest,
});

const lines = (...matters: LetterDraftMatter[]) =>
  letterParagraphs({ unit: "甲县", type: "督办函", asOf: "2026-03-02", answerWithin: 5, matters });

test("a letter names the step that was missed: a problem whose 部署 is late is not said to be unsolved in time", () => {
  const [first, arrange] = lines(matter({ step: "arrange" }));
  expect(first).toBe("下列 1 件事项所列环节已过时限，台账中尚无完成记录（截至2026年3月2日）：");
  expect(arrange).toBe("1．W-012 管线迁改（应于2月13日部署，已过 7 个工作日）");
  expect(lines(matter({ step: "re-plan" }))[1]).toContain("应于2月13日重定时限，");
  expect(lines(matter({}))[1]).toContain("应于2月13日办结，");
  expect(lines(matter({ tab: "tasks" }))[1]).toContain("应于2月13日完成，");
  expect(lines(matter({ step: "arrange" })).at(-1)).toContain("已经办理的，请在「问题」表填写日期，办结的并附佐证；");
});
