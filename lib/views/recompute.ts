import type { FigureDifference } from "../domain/assessment/figure-differences.ts";
import { INDICATOR_NAMES } from "../domain/indicator.ts";
import { ratio } from "../domain/ratio.ts";
import type { DraftRecord } from "../ports/store.ts";
import { momentWords } from "./office-time.ts";
import { oneLine } from "./one-line.ts";
import { fixed, percentWords } from "./words.ts";

/** A result made again, as far as it is told. */
export interface ToldRecomputation {
  readonly draft: DraftRecord;
  readonly at: string;
  readonly knownAt: string | null;
  readonly digest: string;
  readonly same: boolean;
  readonly differences: readonly FigureDifference[];
  readonly tampered: boolean;
  readonly attachmentDiffers: boolean;
}

const SHORT = 12;
const MOST_LINES = 200;

/** Q-2026Q3 …：一致（摘要 …）。 or every figure that differs. */
export function recomputeWords(told: ToldRecomputation): string {
  const { draft, at, knownAt, digest, same, differences } = told;
  const sheets = knownAt === null ? "锁定时的数据" : `${momentWords(knownAt)} 已知的数据`;
  const head = `${draft.id}  按${momentWords(at)} 的读数、${sheets}复算`;
  if (same) return `${head}：一致（摘要 ${digest.slice(0, SHORT)}）。`;
  const more = differences.length - MOST_LINES;
  return [
    `${head}：不一致，${differences.length} 处数字或文字不同。`,
    ...faultLines(told),
    ...differences.slice(0, MOST_LINES).map((one) => `  ${differenceWords(one)}`),
    ...(more > 0 ? [`  另有 ${more} 处`] : []),
  ].join("\n");
}

function faultLines({ draft, digest, tampered, attachmentDiffers }: ToldRecomputation): readonly string[] {
  return [
    ...(tampered ? [`  存档的正文与起草时的摘要 ${draft.digest.slice(0, SHORT)} 不符，存档可能被人改过。`] : []),
    ...(digest === draft.digest
      ? []
      : [`  起草时的摘要 ${draft.digest.slice(0, SHORT)}，复算 ${digest.slice(0, SHORT)}。`]),
    ...(attachmentDiffers ? ["  存档的附件与复算的附件不同。"] : []),
  ];
}

/** 甲县 得分：存档 88.35，复算 87.35 */
export function differenceWords({ path, stored, recomputed }: FigureDifference): string {
  const field = path.at(-1) ?? "";
  const where = path.map(segmentWords).filter((word) => word !== "");
  return `${where.join(" ") || "正文"}：存档 ${valueWords(field, stored)}，复算 ${valueWords(field, recomputed)}`;
}

/** Names of rows stand as they are; containers say nothing. */
const SEGMENTS: Readonly<Record<string, string>> = {
  ...INDICATOR_NAMES,
  ...{ rows: "", items: "", months: "", lists: "红黑榜", seats: "席位", groups: "分组", notes: "说明", visits: "观摩" },
  ...{ rank: "名次", tied: "并列", total: "得分", points: "得分", rate: "完成率", target: "目标", score: "得分" },
  ...{ numerator: "完成", denominator: "总数", due: "应完成", weight: "权重", note: "说明", investment: "投资完成率" },
  ...{ adjustment: "加减分", falseDataPenalty: "虚报扣分", falseReports: "虚报件数", zeroedForFalseData: "虚报清零" },
  ...{ previousRank: "上期名次", change: "变化", gapAbove: "与上一名相差", because: "原因", notRanked: "不排名原因" },
  ...{ draft: "草稿编号", digest: "摘要", stands: "在榜", red: "红榜", black: "黑榜", june: "6月", december: "12月" },
  ...{ redEmpty: "红榜空缺", blackEmpty: "黑榜空缺", blackOff: "不设黑榜", ranked: "有名次家数", period: "期间" },
};

function segmentWords(segment: string): string {
  const [color, ...unit] = segment.split(" ");
  if (unit.length > 0 && (color === "red" || color === "black"))
    return `${SEGMENTS[color]} ${oneLine(unit.join(" "), 40)}`;
  return SEGMENTS[segment] ?? oneLine(segment, 40);
}

const HUNDREDTHS = new Set(["total", "points", "score", "adjustment", "falseDataPenalty"]);
const TENTHS = new Set(["rate", "target"]);

function valueWords(field: string, value: FigureDifference["stored"]): string {
  if (value === undefined) return "没有";
  if (value === null) return "—";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "string") return `“${oneLine(value, 120)}”`;
  if (!Number.isInteger(value)) return String(value);
  if (HUNDREDTHS.has(field)) return fixed(ratio(value, 100), 2);
  return TENTHS.has(field) ? percentWords(ratio(value, 1000)) : String(value);
}

export const recomputeJson = (told: ToldRecomputation): object => ({
  id: told.draft.id,
  kind: told.draft.kind,
  period: told.draft.period,
  state: told.draft.state,
  readAt: told.at,
  knownAt: told.knownAt,
  storedDigest: told.draft.digest,
  digest: told.digest,
  same: told.same,
  tampered: told.tampered,
  attachmentDiffers: told.attachmentDiffers,
  differences: told.differences.map((one) => ({ ...one, words: differenceWords(one) })),
});

const REFUSALS: Readonly<Record<string, string>> = {
  "no-such-draft": "没有这份草稿，请用 duban drafts 查看",
  "no-result": "只有月度、季度、年度排名和观摩结果可以复算",
  "not-remembered": "起草时的读数不在记录库里",
  "not-proposed": "按当时的数据已得不出这份结果",
};

export const notRecomputedWords = (id: string, because: string): string =>
  `不能复算 “${oneLine(id, 64)}”：${REFUSALS[because] ?? because}。`;
