import type { PlainDate } from "../domain/dates.ts";
import type { NoticeItem, NoticeKind } from "../domain/notice.ts";
import type { Entry, Section } from "./letter-model.ts";
import { isAboutLevel, matterEntry, officeLine } from "./loop-lines.ts";
import { dutyOf, factList, factNumber, type Matter } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

const ADMIN_KINDS: readonly NoticeKind[] = [
  "run-summary",
  "burden-report",
  "draft-to-confirm",
  "admin-alert",
  "mail-trouble",
  "loop-to-verify",
];

/** What only admins are told, and levels of problems where they are told beside the unit. */
export const isForAdmin = (matter: Matter): boolean =>
  ADMIN_KINDS.includes(matter.kind) || (isAboutLevel(matter) && dutyOf(matter) === "admin");

export function adminSections(matters: readonly Matter[], asOf: PlainDate): Section[] {
  const of = (...kinds: NoticeKind[]): Matter[] => matters.filter((matter) => kinds.includes(matter.kind));
  const entries = (list: readonly Matter[], word: string): Entry[] => list.map(({ item }) => entry(item, word));
  return [
    section("请确认", "件", entries(of("draft-to-confirm"), "草稿")),
    section("请处理", "件", entries(of("mail-trouble", "admin-alert"), "管理")),
    section(
      "协调层级",
      "件",
      matters.filter(isAboutLevel).map((matter) => levelEntry(matter, asOf)),
    ),
    officeSection(of("loop-to-verify"), asOf),
    {
      form: "brief" as const,
      title: "运行情况",
      entries: of("run-summary").map(({ item }) => ({ badge: null, text: summaryWords(item, asOf) })),
    },
    {
      form: "brief" as const,
      title: "减负报告（明细见附件）",
      entries: of("burden-report").map(({ item }) => ({ badge: null, text: oneLine(item.reason, 320) })),
    },
  ].filter((part) => part.entries.length > 0);
}

const levelEntry = (matter: Matter, asOf: PlainDate): Entry => {
  const entry = matterEntry(matter, asOf);
  return { ...entry, lines: [...entry.lines, `责任单位：${oneLine(matter.item.unit, 40)}。`] };
};

const officeSection = (matters: readonly Matter[], asOf: PlainDate): Section => ({
  form: "brief",
  title: `待交办、待核查（${matters.length} 件）`,
  entries: matters.map((matter) => officeLine(matter, asOf)),
  total: matters.length,
});

const section = (title: string, measure: string, entries: readonly Entry[]): Section => ({
  form: "matters",
  title: `${title}（${entries.length} ${measure}）`,
  entries,
  total: entries.length,
});

const entry = (item: NoticeItem, word: string): Entry => ({
  badge: { word, light: null },
  title: oneLine(item.name, 120),
  status: "",
  lines: [item.action, item.reason, ...factList(item, "lines")]
    .map((line) => oneLine(line, 320))
    .filter((line) => line !== ""),
});

/** 日常 截至6月12日：217 个项目、1,703 个节点，读 1 次写 1 次，用时 1.4 秒。发出 41 封。数据问题 27 处（新增 4）… */
function summaryWords(item: NoticeItem, asOf: PlainDate): string {
  const head = `${oneLine(item.name, 20)}，截至${shortDayWords(item.due ?? asOf, asOf)}`;
  const large = (factNumber(item, "large") ?? 0) > 0 ? [LARGE] : [];
  const forecast = (factNumber(item, "forecastLate") ?? 0) > 0 ? [FORECAST] : [];
  const groups = [WORK, ...large, ...forecast, STARTS, MAILS, FINDINGS]
    .map((group) => groupWords(item, group))
    .filter((words) => words !== "");
  const holidays = holidayWords(factNumber(item, "unannouncedYear"), factNumber(item, "provisional"));
  const note = item.reason === "" ? [] : [oneLine(item.reason, 320)];
  return `${head}：${[...[...groups, ...holidays].map((words) => `${words}。`), ...note].join("")}`;
}

const holidayWords = (year: number | null, deadlines: number | null): readonly string[] =>
  year === null || deadlines === null ? [] : [`节假日：${year} 年安排未公布，${deadlines} 个时限标注“暂定”`];

type Figure = readonly [fact: string, words: (figure: string) => string];

const WORK: readonly Figure[] = [
  ["projects", (n) => `${n} 个项目`],
  ["milestones", (n) => `${n} 个节点`],
  ["reads", (n) => `读 ${n} 次`],
  ["writes", (n) => `写 ${n} 次`],
  ["cellsChanged", (n) => `改动 ${n} 格`],
  ["seconds", (n) => `用时 ${n} 秒`],
];

const LARGE: readonly Figure[] = [
  ["large", (n) => `超亿元项目 ${n} 个`],
  ["largeRed", (n) => `红 ${n} 个`],
  ["largeYellow", (n) => `黄 ${n} 个`],
];

const FORECAST: readonly Figure[] = [["forecastLate", (n) => `预测可能逾期的节点 ${n} 个（不计分、不排名）`]];

/** Who they are is in `duban starts`. */
const STARTS: readonly Figure[] = [
  ["startsUnproven", (n) => `集中开工核查日已过而未证实开工 ${n} 个`],
  ["startsUnregistered", (n) => `未入统 ${n} 个`],
];

const MAILS: readonly Figure[] = [
  ["sent", (n) => `发出 ${n} 封`],
  ["uncertain", (n) => `${n} 封待定（连接中断，是否送达不明）`],
  ["refused", (n) => `拒发 ${n} 封`],
];

const FINDINGS: readonly Figure[] = [
  ["findings", (n) => `数据问题 ${n} 处`],
  ["newFindings", (n) => `其中新增 ${n} 处`],
  ["ownerless", (n) => `${n} 处找不到责任单位`],
];

/** Figures that are there, and of the mails and findings only those above zero but the first. */
function groupWords(item: NoticeItem, group: readonly Figure[]): string {
  const words = group.flatMap(([fact, say], index) => {
    const figure = factNumber(item, fact);
    return figure === null || (figure === 0 && index > 0) ? [] : [say(figure.toLocaleString("en-US"))];
  });
  return words.join("，");
}

/** 【督办运行】发出 41 封，1 项待确认，2 项请处理（6月12日） */
export function adminSubject(matters: readonly Matter[], asOf: PlainDate): string {
  const sent = matters.reduce((sum, { item }) => sum + (factNumber(item, "sent") ?? 0), 0);
  const parts = [...troubleParts(matters), ...(sent > 0 ? [`发出 ${sent} 封`] : []), ...taskParts(matters)];
  return `【督办运行】${parts.length > 0 ? parts.join("，") : "运行正常"}（${factDay(matters, asOf)}）`;
}

/** What the subject of an admin's letter names although it begins with matters of other duties. */
export const adminParts = (matters: readonly Matter[]): readonly string[] => [
  ...troubleParts(matters),
  ...taskParts(matters),
];

const troubleParts = (matters: readonly Matter[]): readonly string[] => [
  ...(matters.some(isWithheld) ? ["提醒未发出，请核对"] : []),
  ...(matters.some(hasPartTrouble) ? ["分表有问题，请核对"] : []),
];

function taskParts(matters: readonly Matter[]): readonly string[] {
  const count = (...kinds: NoticeKind[]): number => matters.filter((matter) => kinds.includes(matter.kind)).length;
  const [drafts, alerts] = [count("draft-to-confirm"), count("admin-alert", "mail-trouble")];
  return [
    ...(drafts > 0 ? [`${drafts} 项待确认`] : []),
    ...(alerts > 0 ? [`${alerts} 项请处理`] : []),
    ...officeParts(count("issue-to-raise", "issue-lowered"), count("loop-to-verify")),
  ];
}

const officeParts = (levels: number, waiting: number): readonly string[] => [
  ...(levels > 0 ? [`${levels} 件协调层级事项`] : []),
  ...(waiting > 0 ? [`${waiting} 件待交办、待核查`] : []),
];

/** The runner gives a remark only when it sent nothing to anybody else, or when something is amiss with the 分表. */
const isWithheld = ({ kind, item }: Matter): boolean =>
  kind === "run-summary" && item.reason !== "" && factNumber(item, "partTroubles") === null;
const hasPartTrouble = ({ kind, item }: Matter): boolean =>
  kind === "run-summary" && factNumber(item, "partTroubles") !== null;

const factDay = (matters: readonly Matter[], asOf: PlainDate): string =>
  shortDayWords(matters.find((matter) => matter.kind === "run-summary")?.item.due ?? asOf);
