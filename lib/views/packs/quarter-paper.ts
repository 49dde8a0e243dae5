import { fullDayWords } from "../document-words.ts";
import { suggestionLine } from "../list-change/suggestion-words.ts";
import { honestyLines } from "../starts/check-words.ts";
import { suggestionLines } from "../starts/list-words.ts";
import { periodWords, sumWords } from "../words.ts";
import { adjustmentLine, typeCounts } from "./adjustment-words.ts";
import { quarterFigures } from "./figures-words.ts";
import { issuesChapter } from "./issue-words.ts";
import { issuesAnnex } from "./issues-annex.ts";
import {
  ADJUSTMENT_ANNEX,
  adjustmentAnnex,
  LATE_STARTS_ANNEX,
  RED_ANNEX,
  redAnnex,
  STARTS_ANNEX,
  STUCK_ANNEX,
  SUGGESTION_ANNEX,
  startAnnexes,
  stuckAnnex,
  suggestionAnnex,
} from "./list-annexes.ts";
import { agendaLines, agendaNotes, itemLines, minutesLines, openingLine } from "./meeting-lines.ts";
import type { QuarterPack } from "./pack-facts.ts";
import { clipped, MOST_LINES, type PackChapter, type PackPaper } from "./paper.ts";
import { redLine, startLine, stuckLine } from "./project-words.ts";

/** 季调度材料: problems by level, chains, red months, list changes, starts, figures; agenda, draft minutes; the whole lists behind. */
export function quarterPaper(pack: QuarterPack): PackPaper {
  const quarter = periodWords(pack.quarter.period);
  const meeting = `${quarter}重点项目调度会`;
  return {
    kind: "季调度材料",
    title: `${meeting}材料`,
    period: `${quarter}，截至${fullDayWords(pack.asOf)}`,
    head: pack.lacking,
    chapters: [
      issuesChapter(pack),
      stuckChapter(pack),
      redChapter(pack),
      adjustmentChapter(pack),
      startsChapter(pack),
      quarterFigures(pack),
    ],
    agenda: agendaLines(pack),
    agendaNotes: agendaNotes(pack),
    meeting,
    minutesTitle: `${meeting}会议纪要`,
    opening: openingLine(pack, meeting),
    minutes: minutesLines(pack),
    items: itemLines(pack),
    annexes: [
      ...issuesAnnex(pack),
      ...stuckAnnex(pack),
      ...redAnnex(pack),
      ...adjustmentAnnex(pack),
      ...suggestionAnnex(pack),
      ...startAnnexes(pack),
    ],
  };
}

const plain = (title: string, paragraphs: readonly string[]): PackChapter => ({
  ...{ title, paragraphs },
  ...{ sections: [], tables: [] },
});

const listed = (lines: readonly string[], annex: string): readonly string[] =>
  clipped(
    lines.map((line, index) => `${index + 1}. ${line}`),
    annex,
  );

function stuckChapter(pack: QuarterPack): PackChapter {
  const { stuck } = pack;
  if (stuck.length === 0) return plain(STUCK_ANNEX, ["没有关键线路受阻的项目。"]);
  const missing = stuck.filter(({ float }) => float < 0).length;
  return plain(STUCK_ANNEX, [
    `关键线路上有节点逾期且没有余地或为红的项目 ${stuck.length} 个，其中 ${missing} 个按节点推算已不能按期完成。`,
    ...listed(
      stuck.map((chain) => stuckLine(pack, chain)),
      STUCK_ANNEX,
    ),
  ]);
}

function redChapter(pack: QuarterPack): PackChapter {
  const { red, redMonths } = pack;
  const title = `连续 ${redMonths} 个月以上红灯的项目`;
  if (red.length === 0) return plain(title, ["没有。"]);
  return plain(title, [
    `共 ${red.length} 个（按各月锁定时的亮灯，已竣工和豁免中的不列）。`,
    ...listed(
      red.map((one) => redLine(pack, one)),
      RED_ANNEX,
    ),
  ]);
}

function adjustmentChapter(pack: QuarterPack): PackChapter {
  const { undecided } = pack;
  if (undecided.length === 0) return plain(ADJUSTMENT_ANNEX, ["没有待审定的申请。", ...moveLines(pack)]);
  const ready = undecided.filter(({ lacks }) => lacks.length === 0).length;
  return plain(ADJUSTMENT_ANNEX, [
    `待审定 ${undecided.length} 项：${typeCounts(undecided)}；材料齐全 ${ready} 项，还缺材料 ${undecided.length - ready} 项。审定前，计划和清单不变。`,
    ...listed(
      undecided.map((row) => adjustmentLine(pack, row)),
      ADJUSTMENT_ANNEX,
    ),
    ...moveLines(pack),
  ]);
}

function moveLines(pack: QuarterPack): readonly string[] {
  const { suggestions, asOf } = pack;
  if (suggestions.length === 0) return [];
  const count = (kind: string): number => suggestions.filter((one) => one.kind === kind).length;
  return [
    `供研究：可调出 ${count("out")} 个，可调入 ${count("in")} 个（由县区申请，领导小组审定）。`,
    ...listed(
      suggestions.map((one) => suggestionLine(one, asOf)),
      SUGGESTION_ANNEX,
    ),
  ];
}

function startsChapter(pack: QuarterPack): PackChapter {
  const { starts } = pack;
  const title = `${periodWords(starts.quarter.period)}计划开工`;
  const ahead = starts.starts.filter(({ state }) => state !== "started");
  return plain(title, [
    startsWords(pack),
    ...listed(
      ahead.map((start) => startLine(pack, start)),
      STARTS_ANNEX,
    ),
    ...(starts.overdue.length === 0
      ? []
      : [
          `此前应开工、至今未开工的项目 ${starts.overdue.length} 个${notNewWords(starts.overdue)}，见附表“${LATE_STARTS_ANNEX}”。`,
        ]),
    ...batchLines(pack),
  ]);
}

/** 项目开工率 counts those of 新开工 alone. */
function notNewWords(overdue: QuarterPack["starts"]["overdue"]): string {
  const others = overdue.filter(({ file }) => file.project.annualClass !== "新开工").length;
  return others === 0 ? "" : `（其中 ${others} 个不是本年新开工项目，不计入项目开工率）`;
}

function startsWords({ starts: { starts, totalInvestment, annualPlan, withoutPlan } }: QuarterPack): string {
  if (starts.length === 0) return "清单内没有计划在该季度开工的项目。";
  const of = (state: string): number => starts.filter((start) => start.state === state).length;
  const blank = withoutPlan === 0 ? "" : `（${withoutPlan} 个没有年度计划，未计入）`;
  const sums = `总投资 ${sumWords(totalInvestment)}，年度计划 ${sumWords(annualPlan)}${blank}`;
  return `${starts.length} 个，${sums}。已开工 ${of("started")} 个，条件齐备 ${of("ready")} 个，条件不全 ${of("not-ready")} 个，无法判定 ${of("unknown")} 个${of("exempt") === 0 ? "" : `，豁免中 ${of("exempt")} 个`}。`;
}

/** What the batches held lately came to, and who could be put into the next one or is in it without being ready. */
function batchLines({ batches: { coming, held }, asOf }: QuarterPack): readonly string[] {
  const suggested = coming.filter(({ suggestions }) => suggestions.length > 0);
  return [
    ...held.map((batch) => honestyLines(batch, asOf, MOST_LINES).join("")),
    ...suggested.flatMap(({ batch, suggestions }) => [
      `${periodWords(batch)}集中开工的建议：`,
      ...clipped(suggestionLines(suggestions, asOf), STARTS_ANNEX),
    ]),
  ];
}
