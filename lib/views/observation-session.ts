import type { LeftOutOfVisit } from "../domain/observation/visit-list.ts";
import { leftOutReason, noThemeWords } from "./observation-list.ts";
import { oneLine } from "./one-line.ts";
import { periodWords } from "./words.ts";

export interface ShownLot {
  readonly visit: string;
  readonly lot: number;
  readonly source: "named" | "rows" | "before" | "drawn";
  readonly projects: readonly { readonly code: string }[];
  readonly ballots: readonly { readonly judge: string; readonly projects: number; readonly filename: string }[];
  readonly idle: readonly string[];
  readonly doubtful: readonly LeftOutOfVisit[];
  readonly voided: boolean;
  readonly folder: string;
}

const SOURCES: Readonly<Record<ShownLot["source"], string>> = {
  named: "按 --projects",
  rows: "「观摩」表中本场次的项目",
  before: "与上次制票相同",
  drawn: "按抽取的名单",
};

export const judgeWords = (judges: readonly string[]): string => judges.map((judge) => oneLine(judge, 30)).join("、");

export function lotWords(shown: ShownLot): string {
  const { visit, lot, source, projects, ballots, idle, doubtful, voided, folder } = shown;
  return [
    `${periodWords(visit)}观摩选票 ${ballots.length} 张，${projects.length} 个项目（${SOURCES[source]}），第 ${lot} 批，写在 ${oneLine(folder, 200)}。`,
    ...(voided ? [`第 ${lot - 1} 批选票作废，请只发这一批。`] : []),
    ...ballots.map(
      (one) =>
        `${oneLine(one.judge, 30)}：${one.projects} 个项目${ownWords(projects.length - one.projects)}，${one.filename}`,
    ),
    ...(idle.length === 0 ? [] : [`没有可评的项目（都是本单位的）：${judgeWords(idle)}。`]),
    ...doubtful.map(({ project, because, visit: seen }) => {
      const when = seen === null ? "" : `（${periodWords(seen)}）`;
      return `请核对：${oneLine(project.code, 30)} ${leftOutReason(because)}${when}，抽取时不会抽到。`;
    }),
    `收票：duban observe collect 选票文件… --period ${visit}；收齐后加 --close。`,
  ].join("\n");
}

const ownWords = (own: number): string => (own === 0 ? "" : `（本单位 ${own} 个回避）`);

export const lotJson = ({
  visit,
  lot,
  source,
  projects,
  ballots,
  idle,
  doubtful,
  voided,
  folder,
}: ShownLot): object => ({
  version: 1,
  period: visit,
  ...{ lot, source, voided, folder, idle },
  projects: projects.map(({ code }) => code),
  ballots: ballots.map(({ judge, projects: many, filename }) => ({ judge, projects: many, filename })),
  doubtful: doubtful.map(({ project, because, visit: seen }) => ({ project: project.code, because, visit: seen })),
});

export type LotRefusal =
  | { readonly refused: "no-theme"; readonly months: readonly number[] }
  | { readonly refused: "unknown-projects"; readonly codes: readonly string[] }
  | { readonly refused: "no-projects" | "no-judges" | "closed" }
  | { readonly refused: "collected"; readonly judges: readonly string[] };

export function lotRefusal(visit: string, refusal: LotRefusal): string {
  switch (refusal.refused) {
    case "no-theme":
      return `${noThemeWords(visit, refusal.months)}或用 --projects 写明项目。`;
    case "unknown-projects":
      return `「项目」表没有 ${refusal.codes.map((code) => oneLine(code, 30)).join("、")}。`;
    case "no-projects":
      return `${periodWords(visit)}没有可抽的项目，请用 --projects 写明，或看 duban observe list --period ${visit} 未列入的原因。`;
    case "no-judges":
      return "没有可以投票的评委：请在「人员」表给评委的“角色”加上“评委”；评委不评本单位和本属地的项目。";
    case "closed":
      return `${periodWords(visit)}已截止收票。要重新评，请加 --anew：已发、已收的选票全部作废。`;
    case "collected":
      return `已收 ${judgeWords(refusal.judges)}的选票，项目、计分方式或其单位变了，原票不再对得上。要重新制票请加 --anew：已发、已收的选票全部作废。`;
  }
}
