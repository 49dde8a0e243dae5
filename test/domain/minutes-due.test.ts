import { describe, expect, it } from "vitest";
import { dueDay } from "../../lib/domain/minutes/due-day.ts";
import { duePhrases, vagueWords } from "../../lib/domain/minutes/due-words.ts";
import { plainForm } from "../../lib/domain/minutes/plain-form.ts";
import { builtInCalendar } from "../../lib/jobs/assess.ts";
import { readCases } from "../cases/read-cases.ts";

const dayOr = (text: string): string | null => (text === "" ? null : text);

describe("the day an item is due", () => {
  it.each(readCases("./minutes-due.csv"))(
    "$situation ($words)",
    ({ words, meeting, issue, day, because, provisional }) => {
      const phrases = duePhrases(plainForm(words!)).filter(({ limit }) => limit);
      if (because === "-") return expect(phrases).toEqual([]);
      expect(phrases).toHaveLength(1);
      const due = dueDay(phrases[0]!, { meeting: dayOr(meeting!), issue: dayOr(issue!) }, builtInCalendar());
      expect(due.day).toBe(dayOr(day!));
      if (due.day === null) expect(due.because).toBe(because);
      else expect(due.provisional ? "yes" : "no").toBe(provisional);
      return undefined;
    },
  );

  it("the meeting's year is said to be the next one only where it is", () => {
    const yearAdded = (words: string, meeting: string) => {
      const due = dueDay(duePhrases(words)[0]!, { meeting, issue: null }, builtInCalendar());
      return due.day !== null && due.by.rule !== "period" && due.by.yearAdded;
    };
    expect(yearAdded("1月20日前", "2025-12-26")).toBe(true);
    expect(yearAdded("1月20日前", "2026-01-05")).toBe(false);
    expect(yearAdded("明年1月20日前", "2025-12-26")).toBe(false);
  });

  it("in a cell a bare day, period or number of days is a limit too; in running text it is none", () => {
    for (const words of ["2026年10月15日", "2026年10月", "三季度", "5个工作日"]) {
      expect(duePhrases(words, true)).toHaveLength(1);
      expect(duePhrases(words).filter(({ limit }) => limit)).toEqual([]);
    }
  });

  it("two limits in one sentence are two phrases in their order", () => {
    const words = duePhrases("6月10日前完成招标,9月底前开工").map((phrase) => phrase.words);
    expect(words).toEqual(["6月10日前", "9月底前"]);
  });

  it("a phrase takes in what it starts from, and not the unit before it", () => {
    expect(duePhrases("市住建局会后10日内报").map(({ words }) => words)).toEqual(["会后10日内"]);
    expect(duePhrases("收到申请后5个工作日内批复").map(({ words }) => words)).toEqual(["收到申请后5个工作日内"]);
  });

  it("words that press without a day are told as they stand", () => {
    expect(vagueWords("请尽快办理")).toBe("尽快");
    expect(vagueWords("6月底前办理")).toBeNull();
  });
});
