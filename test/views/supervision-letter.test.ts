import { expect, test } from "vitest";
import type { LetterDraftMatter } from "../../lib/domain/letter-draft.ts";
import { letterEntry, letterParagraphs } from "../../lib/views/supervision-letter.ts";

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

test("a letter of three hundred matters tells forty in the mail and what is asked, and says that the others are attached", () => {
  const text = lines(...Array.from({ length: 300 }, (_, at) => matter({ key: `W-${at + 1}` })));
  const entry = letterEntry(
    {
      ...{ key: "letter-sent|1", kind: "letter-sent" },
      item: {
        ...{
          light: "none",
          workbook: "台账",
          tab: "letters",
          subject: "重点办督函〔2026〕4号",
          cell: "",
          unit: "甲县",
        },
        ...{ project: "", projectName: "", name: "督办函", reason: "", action: "", due: "2026-03-09" },
        facts: { sentOn: "2026-03-02", text },
      },
    },
    "2026-03-02",
  );
  expect(entry.lines).toHaveLength(42);
  expect(entry.lines[0]).toContain("下列 300 件事项");
  expect(entry.lines[39]).toContain("39．W-39 ");
  expect(entry.lines[40]).toBe("（其余 261 件见附件。）");
  expect(entry.lines[41]).toContain("5 个工作日内书面反馈");
});
