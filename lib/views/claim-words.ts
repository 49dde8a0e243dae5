import type { PlainDate } from "../domain/dates.ts";
import type { MilestoneVerdict } from "../domain/milestone.ts";
import type { Inspection } from "../domain/registry.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

const found = ({ date, code }: Inspection, word: string, asOf: PlainDate): string =>
  `${shortDayWords(date, asOf)}核实${word}（督查 ${oneLine(code, 30)}）`;

/** 填报3月5日完成，3月12日核实未完成（督查 D-07） — and, found done later: ，3月20日核实已完成（督查 D-09），按3月20日计; "" without such a claim. */
export function claimWords({ refuted, asOf }: Pick<MilestoneVerdict, "refuted" | "asOf">): string {
  if (refuted === null) return "";
  const { claimed, inspection, confirmed } = refuted;
  const claim = `填报${shortDayWords(claimed, asOf)}完成，${found(inspection, "未完成", asOf)}`;
  if (confirmed === null) return claim;
  return `${claim}，${found(confirmed, "已完成", asOf)}，按${shortDayWords(confirmed.date, asOf)}计`;
}

/** What leads on from the claim to the rest of a sentence. */
export const claimLead = (verdict: Pick<MilestoneVerdict, "refuted" | "asOf">): string =>
  verdict.refuted === null ? "" : `${claimWords(verdict)}；`;

/** The claim alone, where nothing else is told of the milestone: its planned day is still to come. */
export const openClaim = (verdict: MilestoneVerdict): string => `${claimWords(verdict)}，按未完成计。`;

/** The way back from a refuted claim. It asks, and prefers neither answer. */
export const claimAction = (place: string): string =>
  `请核对：核实之后已完成的，请在${place}填写实际完成日期并附佐证；尚未完成的，请清空实际完成，并在「问题」表说明卡点；对核实有异议的，请向督查人员说明。`;
