import type { BallotFaultAt, BallotRefusal } from "../domain/observation/collecting.ts";
import type { Outlier } from "../domain/observation/outliers.ts";
import { apartWords } from "./observation-ballot.ts";
import { judgeWords } from "./observation-session.ts";
import { oneLine } from "./one-line.ts";
import { UNSUPPORTED } from "./refusals.ts";
import { periodWords } from "./words.ts";

export interface ShownCollecting {
  readonly visit: string;
  readonly files: readonly { readonly file: string; readonly judge: string; readonly state: "new" | "same" }[];
  readonly refused: readonly ShownRefusal[];
  readonly remarks: readonly {
    readonly judge: string;
    readonly blank: readonly string[];
    readonly own: readonly string[];
  }[];
  readonly voted: readonly string[];
  readonly missing: readonly string[];
  readonly absent: readonly { readonly judge: string; readonly file: string }[];
  readonly closing: {
    readonly draft: string;
    readonly rows: number;
    readonly outliers: readonly Outlier[];
    readonly limit: number;
  } | null;
}

interface ShownRefusal {
  readonly file: string;
  readonly judge: string;
  readonly because: BallotRefusal;
  readonly detail: string;
  readonly faults: readonly BallotFaultAt[];
}

/** Who has voted and who is missing; before closing not one vote, whoever asks. */
export function collectingWords(shown: ShownCollecting, closes: boolean): string {
  const { visit, files, refused, remarks, voted, missing } = shown;
  const fresh = files.filter(({ state }) => state === "new");
  return [
    `${periodWords(visit)}观摩：已收 ${voted.length} 张选票${fresh.length === 0 ? "" : `（本次新收 ${fresh.length} 张）`}，未交 ${missing.length} 位。`,
    ...(voted.length === 0 ? [] : [`已交：${judgeWords(voted)}。`]),
    ...(missing.length === 0 ? [] : [`未交：${judgeWords(missing)}。`]),
    ...remarks.map(remarkWords),
    ...refused.map(refusalWords),
    ...closingWords(shown, closes),
  ].join("\n");
}

const codes = (list: readonly string[]): string => list.map((code) => oneLine(code, 30)).join("、");

function remarkWords({ judge, blank, own }: ShownCollecting["remarks"][number]): string {
  const parts = [
    ...(blank.length === 0 ? [] : [`${blank.length} 个项目留空（${codes(blank)}）`]),
    ...(own.length === 0 ? [] : [`自行加了本单位的项目 ${codes(own)}，不计入`]),
  ];
  return `${oneLine(judge, 30)}的选票：${parts.join("；")}。`;
}

type Reason = (refusal: ShownRefusal) => string;

const REASONS: Readonly<Record<BallotRefusal, Reason>> = {
  unreadable: ({ detail }) => UNREADABLE[detail] ?? UNSUPPORTED[detail] ?? `读不出（${oneLine(detail, 40)}）`,
  foreign: () => "不是本系统发出的选票（没有“选票标识”表）；请用发出的原文件填写",
  "other-visit": ({ detail }) => `是另一场次（${oneLine(detail, 20)}）的选票`,
  "void-lot": ({ detail }) => `是已作废的一批（第 ${oneLine(detail, 10)} 批）；请用最近发出的选票`,
  tampered: () => "不是发给这位评委的选票，或标识被改动过；请用发出的原文件填写",
  "no-table": () => "找不到填写的表（要有“项目编号”和“评分”或“名次”两列），或有不止一张",
  faulty: ({ faults }) => faultWords(faults),
  empty: () => "一个项目也没有评",
  twice: ({ detail }) => `同一位评委有两张不同的选票（另一张是 ${oneLine(detail, 120)}）；请与本人核对，只留一张`,
  changed: ({ detail }) => `与已收的选票（${oneLine(detail, 120)}）不一致：收票之后不能再改`,
};

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: "没有这个文件",
  EISDIR: "是文件夹",
  EACCES: "没有读取权限",
};

const MOST_FAULTS = 10;

const FAULTS: Readonly<Record<BallotFaultAt["because"], string>> = {
  vote: "不是票面要求的分数或名次",
  percent: "像是百分比，请写成 90 这样的分数（确是 1 分及以下的，后面写“分”字）",
  row: "这一行的项目不在票上",
  twice: "同一项目填了两个不同的分数或名次",
};

function faultWords(faults: readonly BallotFaultAt[]): string {
  const named = faults.slice(0, MOST_FAULTS).map(({ cell, because }) => `${oneLine(cell, 40)} ${FAULTS[because]}`);
  const more = faults.length - named.length;
  return `${named.join("；")}${more > 0 ? `；另有 ${more} 处` : ""}。请改正后再交`;
}

const refusalWords = (refusal: ShownRefusal): string => {
  const judge = refusal.judge === "" ? "" : `（${oneLine(refusal.judge, 30)}）`;
  return `不收 ${oneLine(refusal.file, 120)}${judge}：${REASONS[refusal.because](refusal)}。`;
};

function closingWords(
  { visit, refused, absent, missing, closing }: ShownCollecting,
  closes: boolean,
): readonly string[] {
  if (closing !== null) return closedWords(closing, missing);
  if (!closes) return [`截止之前不显示任何分数。收齐后：duban observe collect 全部选票… --period ${visit} --close`];
  return [
    ...(absent.length === 0
      ? []
      : [
          `缺已收的选票：${absent.map(({ judge, file }) => `${oneLine(judge, 30)}（${oneLine(file, 120)}）`).join("、")}。`,
        ]),
    `没有截止：${refused.length > 0 ? "有不收的文件，请改正或不要列入" : "截止要把已收的选票全部列出，逐张核对"}。`,
  ];
}

function closedWords(
  { draft, rows, outliers, limit }: NonNullable<ShownCollecting["closing"]>,
  missing: readonly string[],
): readonly string[] {
  return [
    `已截止，起草了「观摩」${rows} 行：duban drafts ${draft} 核对，duban confirm ${draft} --by 姓名 写入台账，再运行 duban observe result。`,
    ...(missing.length === 0 ? [] : [`未交的 ${missing.length} 位不计入。`]),
    ...outliers.map(
      ({ judge, project, apart }) =>
        `请核对：${oneLine(judge, 30)}对 ${oneLine(project, 30)} ${apartWords(apart)}（超过 ${limit} 分；照常计入，只供管理员）。`,
    ),
  ];
}

export function collectRefusal(
  visit: string,
  { because, draft }: { readonly because: "no-session" | "closed" | "none-voted"; readonly draft: string },
): string {
  if (because === "no-session")
    return `${periodWords(visit)}还没有制选票：请先运行 duban observe ballots --period ${visit} --out 文件夹。`;
  if (because === "none-voted") return `${periodWords(visit)}一张选票也没有收到，不能截止。`;
  return `${periodWords(visit)}已截止收票，见草稿 ${draft}。要重新评，请运行 duban observe ballots --period ${visit} --anew：原选票全部作废。`;
}

/** The form is versioned. Distances from the median stand in it only once the visit is closed. */
export const collectingJson = ({ visit, closing, ...shown }: ShownCollecting): object => ({
  version: 1,
  period: visit,
  ...shown,
  closing:
    closing === null
      ? null
      : {
          ...closing,
          outliers: closing.outliers.map(({ judge, project, apart }) => ({ judge, project, apart: apartWords(apart) })),
        },
});
