import type { NewSheet, NewWorkbook } from "../ports/workbook-file.ts";
import { KIND_WORDS } from "./notice-tab.ts";
import {
  byLetters,
  dutyWords,
  levelWords,
  matterWords,
  type SimulatedDay,
  type SimulatedPerson,
  type Simulation,
  simulationCounts,
} from "./simulation.ts";

/** For `--out`: every matter of every letter, and the sums. */
export function simulationWorkbook(simulation: Simulation): NewWorkbook {
  const { days, people } = simulation;
  return {
    title: "推演",
    sheets: [lettersSheet(days, people), draftsSheet(days), peopleSheet(people), countsSheet(simulation)],
  };
}

const text = (header: string, width: number) => ({ header, width, format: "text" as const });

const lettersSheet = (days: readonly SimulatedDay[], people: readonly SimulatedPerson[]): NewSheet => {
  const names = new Map(people.map((person) => [person.address, dutyWords(person)]));
  const columns = [
    text("收件人", 24),
    text("邮箱", 24),
    text("主题", 40),
    text("种类", 14),
    text("级别", 12),
    text("事项", 40),
  ];
  return {
    title: "逐日信件",
    columns: [{ header: "日期", width: 12, format: "date" }, ...columns],
    rows: days.flatMap(({ day, letters }) =>
      letters.flatMap(({ to, subject, notices }) =>
        notices.map((notice) => [
          ...[{ date: day }, names.get(to) ?? "", to, subject, KIND_WORDS[notice.kind], levelWords(notice.level)],
          matterWords(notice),
        ]),
      ),
    ),
  };
};

const draftsSheet = (days: readonly SimulatedDay[]): NewSheet => ({
  title: "草稿",
  columns: [{ header: "日期", width: 12, format: "date" }, text("编号", 24), text("内容", 40)],
  rows: days.flatMap(({ day, drafts }) => drafts.map(({ id, title }) => [{ date: day }, id, title])),
});

const peopleSheet = (people: readonly SimulatedPerson[]): NewSheet => ({
  title: "每人收信",
  columns: [text("收件人", 24), text("邮箱", 24), { header: "封数", width: 8, format: "int" }],
  rows: byLetters(people).map((person) => [dutyWords(person), person.address, person.letters]),
});

const countsSheet = (simulation: Simulation): NewSheet => ({
  title: "各类事项",
  columns: [text("种类", 14), text("级别", 14), { header: "件数", width: 8, format: "int" }],
  rows: simulationCounts(simulation).map(({ kind, level, count }) => [kind, level, count]),
});
