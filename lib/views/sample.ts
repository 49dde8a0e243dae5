import type { PlainDate } from "../domain/dates.ts";
import type { CellRef } from "../domain/light.ts";
import type { Sampled, SampleItem, SamplePlan } from "../domain/sampling.ts";
import { oneLine } from "./one-line.ts";
import { riskWords } from "./risk-words.ts";
import { moneyWords, periodWords, shortDayWords } from "./words.ts";

/** A plan with its cells found: 「节点」表第 48 行（H48）, "" for a row that is in no sheet. */
export interface ShownSample {
  readonly plan: SamplePlan;
  readonly place: (cell: CellRef) => string;
}

export function sampleWords(shown: ShownSample): string {
  const { plan } = shown;
  return [
    sampleTitle(plan),
    ...sampleNotes(plan),
    ...plan.drawn.flatMap((one) => projectLines(one, shown)),
    ...(plan.drawn.length === 0 ? ["没有可抽的项目。"] : []),
    ...leftOutLines(plan),
  ].join("\n");
}

/** 2026年9月督查抽样：10 个项目 */
export const sampleTitle = ({ period, drawn }: SamplePlan): string =>
  `${periodWords(period)}督查抽样：${drawn.length} 个项目`;

/** How it was drawn, so that anybody can repeat it. */
export function sampleNotes({ asOf, seed, eligible, risky, rule }: SamplePlan): readonly string[] {
  return [
    `截至 ${asOf}，种子 ${oneLine(seed, 40)}：同一台账、同一截至日和同一种子，抽出的结果相同。`,
    `可抽 ${eligible} 个在建项目，其中 ${risky} 个有需要查看的理由。每第 ${rule.value.randomEvery} 个随机抽取，其余理由重的优先，并分散到各县区（规则：${rule.name}，${rule.from} 起）。`,
    "所列只是查看的理由，不是结论；仅供督查人员使用。",
  ];
}

function projectLines(one: Sampled, { plan, place }: ShownSample): readonly string[] {
  const { project, risks, items } = one;
  const name = `${oneLine(project.code, 30)} ${oneLine(project.name, 40)}`;
  return [
    `${one.place}. ${name}（${[...new Set([project.county, project.responsibleUnit])].join("，")}）${drawnWords(one)}`,
    ...risks.map((risk) => `   理由：${withPlaces(riskWords(risk, plan.asOf), risk.cells, place)}`),
    ...items.map(
      (item) => `   核实：${withPlaces(`${itemName(item)}，${itemReported(item, plan.asOf)}`, [item.cell], place)}`,
    ),
  ];
}

export const drawnWords = ({ by, score }: Sampled): string => (by === "chance" ? "随机抽取" : `理由合计 ${score} 分`);

/** Places of one reason, so many at most. */
const PLACES = 3;

function withPlaces(words: string, cells: readonly CellRef[], place: ShownSample["place"]): string {
  const places = cells.map(place).filter((one) => one !== "");
  return places.length === 0 ? words : `${words}（${places.slice(0, PLACES).join("；")}）`;
}

/** What is to be verified: 2026年8月年初累计, or 节点 30「主体封顶」. */
export const itemName = (item: SampleItem): string =>
  item.kind === "figure" ? `${periodWords(item.month)}年初累计` : `节点 ${item.seq}「${oneLine(item.name, 40)}」`;

export function itemReported(item: SampleItem, asOf: PlainDate): string {
  if (item.kind === "figure") return item.reported === null ? "尚无所报数" : `所报 ${moneyWords(item.reported)}`;
  return item.reported === null ? "尚未填报完成" : `填报${shortDayWords(item.reported, asOf)}完成`;
}

/** Exempt and finished projects are named, those not 在建 counted. */
export function leftOutLines({ leftOut, notBuilt }: SamplePlan): readonly string[] {
  const named = (because: "exempt" | "finished", words: string): readonly string[] => {
    const codes = leftOut.filter((one) => one.because === because).map(({ project }) => oneLine(project.code, 30));
    return codes.length === 0 ? [] : [`${words} ${codes.length} 个：${codes.join("、")}`];
  };
  const parts = [
    ...named("exempt", "豁免期内"),
    ...named("finished", "已竣工或投产"),
    ...(notBuilt === 0 ? [] : [`不在建 ${notBuilt} 个`]),
  ];
  return parts.length === 0 ? [] : [`未列入抽样：${parts.join("；")}。`];
}

/** The form is versioned. Money is 元. */
export const sampleJson = ({ plan, place }: ShownSample): object => ({
  version: 1,
  period: plan.period,
  asOf: plan.asOf,
  seed: plan.seed,
  count: plan.count,
  eligible: plan.eligible,
  risky: plan.risky,
  drawn: plan.drawn.map(({ place: rank, by, score, project, risks, items }) => ({
    place: rank,
    ...{ by, score },
    project: project.code,
    name: project.name,
    county: project.county,
    unit: project.responsibleUnit,
    reasons: risks.map((risk) => ({
      code: risk.code,
      facts: risk.facts,
      words: riskWords(risk, plan.asOf),
      cells: risk.cells.map((cell) => ({ ...cell, place: place(cell) })),
    })),
    items: items.map((item) => ({ ...item, cell: { ...item.cell, place: place(item.cell) } })),
  })),
  leftOut: plan.leftOut.map(({ project, because }) => ({ project: project.code, because })),
  notBuilt: plan.notBuilt,
});
