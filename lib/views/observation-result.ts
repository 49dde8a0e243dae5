import type { BallotFault } from "../domain/observation/ballots.ts";
import type { ObservationBlock } from "../domain/observation/observation-block.ts";
import type { Outlier } from "../domain/observation/outliers.ts";
import { observationTitle, placeText } from "./observation.ts";
import { apartWords } from "./observation-ballot.ts";
import { judgeWords } from "./observation-session.ts";
import { oneLine } from "./one-line.ts";
import { textTable } from "./text-table.ts";
import { NO_CASE, periodWords, scoreWords } from "./words.ts";

export interface ShownResult {
  readonly block: ObservationBlock;
  readonly admins: {
    readonly remarks: readonly {
      readonly row: { readonly project: string; readonly judge: string };
      readonly because: BallotFault;
      readonly place: string;
    }[];
    readonly outliers: readonly Outlier[];
    readonly limit: number;
    readonly differing: readonly string[];
  };
  readonly draft: { readonly id: string; readonly state: "new" | "same" | "published" };
  readonly differences: string;
}

/** For the admins: the result as drafted, and what to look at before confirming. */
export function resultWords({ block, admins, draft, differences }: ShownResult): string {
  return [
    `${observationTitle(block)}（${oneLine(block.theme, 60)}），${block.projects.length} 个项目`,
    ...tableLines(block),
    ...block.notes,
    ...adminLines(admins),
    ...(differences === "" ? [] : [`与已发布的不同：${oneLine(differences, 400)}`]),
    draftLine(draft),
  ].join("\n");
}

const tableLines = ({ projects }: ObservationBlock): readonly string[] =>
  textTable(
    [{ header: "名次" }, { header: "得分", right: true }, { header: "选票", right: true }, { header: "项目" }],
    projects.map((one) => [
      placeText(one),
      one.score === null ? NO_CASE : scoreWords(one.score),
      String(one.judges),
      `${oneLine(one.project, 30)} ${oneLine(one.name, 40)}（${oneLine(one.unit, 30)}）`,
    ]),
  );

const FAULTS: Readonly<Record<BallotFault, string>> = {
  "own-unit": "是本单位或本属地的项目，不计入",
  empty: "没有填，不计入",
  unreadable: "填的不是分数或名次，不计入",
  "no-score": "只填了名次，本场次按评分计，不计入；如按名次评，请在「规则」表填“观摩计分方式”",
  "no-place": "只填了评分，本场次按名次计，不计入",
  "place-beyond": "名次超出项目个数，不计入",
  "judge-unknown": "不在「人员」表，看不出是否本单位，照常计入",
};

function adminLines({ remarks, outliers, limit, differing }: ShownResult["admins"]): readonly string[] {
  return [
    ...remarks.map(({ row, because, place }) => {
      const where = place === "" ? "" : `${place}：`;
      return `请核对：${where}${oneLine(row.judge, 30)}对 ${oneLine(row.project, 30)}，${FAULTS[because]}。`;
    }),
    ...outliers.map(
      ({ judge, project, apart }) =>
        `请核对：${oneLine(judge, 30)}对 ${oneLine(project, 30)} ${apartWords(apart)}（超过 ${limit} 分；照常计入，只供管理员）。`,
    ),
    ...(differing.length === 0
      ? []
      : [`与收票时不一致：${judgeWords(differing)}。请按原票改回「观摩」各行；不改的，结果的说明会写明有几位。`]),
  ];
}

function draftLine({ id, state }: ShownResult["draft"]): string {
  if (state === "published") return `与已发布的 ${id} 相同。`;
  const is = state === "new" ? "已起草" : "与草稿相同：";
  return `${is} ${id}，核对后运行 duban confirm ${id} --by 姓名；发布的只有名次、得分和说明。`;
}

type RefusedBecause = "to-come" | "no-rows" | "sealed" | "rows-waiting" | "foreign-store" | "not-published";

export function resultRefusal(
  visit: string,
  { because, draft }: { readonly because: RefusedBecause; readonly draft: string },
): string {
  if (because === "not-published")
    return `${periodWords(visit)}观摩结果还没有发布：请先运行 duban observe result 并确认，再起草公文。`;
  if (because === "foreign-store") return "台账与本机记录库不是一对，没有起草：核对无误后请先运行 duban adopt。";
  if (because === "to-come") return `${periodWords(visit)}还没有到，没有结果。`;
  if (because === "rows-waiting")
    return `选票的各行还没有全部写入「观摩」，不计算结果：请先运行 duban confirm ${draft} --by 姓名；其余确实不用的，运行 duban drop ${draft} --by 姓名 --reason 理由。`;
  if (because === "no-rows")
    return `「观摩」表没有 ${visit} 的行：请填入各评委的评分或名次，或用 duban observe ballots、collect 收票并确认。`;
  return `${periodWords(visit)}还没有截止收票，不计算结果：请先运行 duban observe collect 全部选票… --period ${visit} --close，并确认所起草的各行。`;
}

/** The form is versioned. Hundredths of a point; what is for the admins stands apart. */
export const resultJson = ({ block, admins, draft, differences }: ShownResult): object => ({
  version: 1,
  draft,
  differences,
  result: block,
  admins: {
    remarks: admins.remarks.map(({ row, because, place }) => ({
      ...{ judge: row.judge, project: row.project, because, place },
    })),
    outliers: admins.outliers.map(({ judge, project, apart }) => ({ judge, project, apart: apartWords(apart) })),
    differing: admins.differing,
  },
});

/** The paper as a draft. */
export const paperWords = ({ id, state }: { readonly id: string; readonly state: "new" | "same" }): string =>
  `${state === "new" ? "已起草公文" : "公文已有草稿"} ${id}，核对后运行 duban confirm ${id} --by 姓名：编号并发给所观摩的单位和领导。`;
