import type { Month, PlainDate } from "../../domain/dates.ts";
import type { StartBatchBlock } from "../../domain/starts/batch-block.ts";
import type { BatchChecks } from "../../domain/starts/batch-checks.ts";
import type { BatchList, ListFault, StartFigures } from "../../domain/starts/batch-list.ts";
import { START_MATTERS } from "../../domain/starts/matters.ts";
import { doneCount, type StartReadiness, type StartSuggestion } from "../../domain/starts/readiness.ts";
import { figureRows } from "../documents/starts.ts";
import { oneLine } from "../one-line.ts";
import { textTable } from "../text-table.ts";
import { NO_CASE, periodWords, shortDayWords, wanWords } from "../words.ts";
import { honestyLines } from "./check-words.ts";
import { faultLines, leftOut, suggestionLines } from "./list-words.ts";
import { readinessWords, startStateWord } from "./readiness-words.ts";

/** What an admin is shown of a batch. */
export interface StartsTold {
  readonly asOf: PlainDate;
  readonly batch: Month;
  readonly day: PlainDate;
  readonly candidates: readonly StartReadiness[];
  readonly suggestions: readonly StartSuggestion[];
  readonly list: BatchList;
  readonly figures: StartFigures;
  readonly confirmed: { readonly block: StartBatchBlock; readonly figures: StartFigures } | null;
  readonly checks: BatchChecks | null;
  readonly before: BatchChecks | null;
  readonly setAside: number;
}

/** What `duban starts` prints: for the admin's desk, since it names who is not ready. */
export function startsTextOf(told: StartsTold): string {
  const { asOf, batch, day, before, checks } = told;
  return [
    `${periodWords(batch)}集中开工（${shortDayWords(day, asOf)}举行），截至${shortDayWords(asOf)}`,
    "供管理员核对：没有写入台账，没有发信；准备情况和核查结果不对外。",
    ...section("上一批的核查", before === null ? ["上一批没有项目。"] : honestyLines(before, asOf)),
    ...section("准备情况", readinessLines(told)),
    ...section("建议", orNone(suggestionLines(told.suggestions, asOf))),
    ...section(told.confirmed === null ? "名单" : "名单（已确认的通知）", listLines(told)),
    ...(checks === null ? [] : section("本批的核查", honestyLines(checks, asOf))),
  ].join("\n");
}

const section = (title: string, lines: readonly string[]): readonly string[] => ["", title, ...lines];

const orNone = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? ["没有。"] : lines);

function readinessLines({ candidates, asOf, batch }: StartsTold): readonly string[] {
  if (candidates.length === 0) return ["没有计划在这一批次前开工、至今未开工的项目。"];
  const of = (state: StartReadiness["state"]): number => candidates.filter((one) => one.state === state).length;
  const exempt = of("exempt") === 0 ? "" : `，豁免中 ${of("exempt")} 个`;
  return [
    `候选 ${candidates.length} 个：条件齐备 ${of("ready")} 个，条件不全 ${of("not-ready")} 个，无法判定 ${of("unknown")} 个${exempt}。`,
    ...textTable(
      [
        { header: "编号" },
        { header: "项目" },
        { header: "计划开工" },
        { header: "本批" },
        { header: "具备" },
        { header: "准备情况" },
      ],
      candidates.map((one) => [
        oneLine(one.file.project.code, 20),
        oneLine(one.file.project.name, 24),
        one.planned === null ? NO_CASE : shortDayWords(one.planned, asOf),
        one.file.project.startBatch === batch ? "列入" : "",
        `${doneCount(one)}/${START_MATTERS.length}`,
        one.state === "ready" || one.state === "exempt" ? startStateWord(one) : readinessWords(one, asOf),
      ]),
    ),
  ];
}

/** Of a confirmed batch what was confirmed, and where the rows say otherwise now. */
function listLines({ list, figures, confirmed, setAside }: StartsTold): readonly string[] {
  const shown = confirmed ?? { block: list.block, figures };
  return [
    ...textTable(
      [
        { header: "编号" },
        { header: "项目" },
        { header: "属地" },
        { header: "会场" },
        { header: "总投资（万元）", right: true },
        { header: "年度计划（万元）", right: true },
      ],
      shown.block.entries.map((entry) => [
        ...[oneLine(entry.project, 20), oneLine(entry.name, 24), oneLine(entry.county, 16), entry.venue],
        wanWords(entry.totalInvestment),
        entry.annualPlan === null ? NO_CASE : wanWords(entry.annualPlan),
      ]),
    ),
    "",
    ...textTable(
      [
        { header: "分类" },
        { header: "名称" },
        { header: "个数", right: true },
        { header: "总投资（万元）", right: true },
        { header: "年度计划（万元）", right: true },
      ],
      figureRows(shown.figures).map(({ 类, 名称, 个数, 总投资, 年度计划 }) => [类, 名称, 个数, 总投资, 年度计划]),
    ),
    ...leftOut(shown.figures, setAside),
    ...(confirmed === null ? faultLines(list.faults) : changedLines(confirmed.block, list)),
  ];
}

function changedLines(confirmed: StartBatchBlock, { block, faults }: BatchList): readonly string[] {
  const names = (entries: StartBatchBlock["entries"]) => new Set(entries.map(({ project }) => project));
  const [then, now] = [names(confirmed.entries), names(block.entries)];
  const list = (codes: readonly string[]): string => codes.map((code) => oneLine(code, 20)).join("、");
  const added = [...now].filter((code) => !then.has(code));
  const gone = [...then].filter((code) => !now.has(code));
  const isOffList = ({ because }: ListFault): boolean => because === "off-list";
  return [
    ...(added.length === 0 ? [] : [`「项目」表现在多填了 ${list(added)}，不在已确认的名单内。`]),
    ...(gone.length === 0 ? [] : [`「项目」表现在没有填 ${list(gone)}，仍按已确认的名单核查。`]),
    ...faultLines(faults.filter(isOffList)),
  ];
}
