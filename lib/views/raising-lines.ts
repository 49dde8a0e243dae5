import type { PlainDate } from "../domain/dates.ts";
import type { PlanMargin } from "../domain/plan-margin.ts";
import type { LevelStay, Raising, RaisingRule } from "../domain/raising.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { oneLine, prose } from "./one-line.ts";
import { FINISH_WORDS } from "./plan-facts.ts";
import { shortDayWords } from "./words.ts";

/** What was tried before: 县区、市直两级协调 34 天未果。县区（20 天）：现场会；市直（14 天）：专题会。 "" where nothing is known of lower levels. */
export function lowerLevelWords({ stays }: Pick<Raising, "stays">): string {
  const lower = stays.slice(0, -1).filter(({ days }) => days > 0);
  if (lower.length === 0) return "";
  const levels = [...new Set(lower.map(({ level }) => level))];
  const days = lower.reduce((sum, stay) => sum + stay.days, 0);
  const count = levels.length > 1 ? `${"一两三四五六"[levels.length - 1]}级` : "";
  const tried = lower.filter((stay, index) => stay.tried !== "" && stay.tried !== lower[index - 1]?.tried);
  const each = tried.map((stay) => `${stay.level}（${stay.days} 天）：${measures(stay)}`).join("；");
  return `${levels.join("、")}${count}协调 ${days} 天未果。${each === "" ? "" : `${each}。`}`;
}

const measures = ({ tried }: LevelStay): string => prose(tried, 60).replace(/。$/, "");

/** 请研究是否提请市直协调。 Nothing changes until a person types the new level. */
export function toRaiseSentences(raising: Raising, place: string, rule: RuleInForce<RaisingRule>) {
  const { stays, workingDays, limit, proposed } = raising;
  const present = stays.at(-1)!;
  const where = place === "" ? "「问题」表" : place;
  const over = `在${present.level}层级已 ${workingDays} 个工作日，期限 ${limit} 个工作日（规则：${rule.name}，${rule.from} 起）。`;
  const tried = present.tried === "" ? "表中未写已采取的措施。" : `已采取的措施：${measures(present)}。`;
  return {
    action: `请研究是否提请${proposed}协调；提级的，请在${where}改填协调层级，并填提级日期；本级能够解决的，请写明措施和时间。`,
    reason: `${over}${lowerLevelWords(raising)}${tried}`,
  };
}

/** 协调层级由市直调整为县区（6月9日起）。 */
export function loweredSentences({ stays, fellFrom }: Raising, place: string, asOf: PlainDate) {
  const { level, from } = stays.at(-1)!;
  const where = place === "" ? "「问题」表" : place;
  return {
    action: `如系笔误，请在${where}改正。`,
    reason: `协调层级由${fellFrom}调整为${level}（${shortDayWords(from, asOf)}起）。${lowerLevelWords({ stays })}`,
  };
}

/** What the registry says is behind it: 项目下一节点「主体封顶」计划6月20日完成；项目计划竣工2026年11月30日。 */
export interface Behind {
  readonly milestone: { readonly name: string; readonly planned: PlainDate } | null;
  readonly plannedFinish: PlainDate | null;
  /** Of the project's whole plan, since a problem names no milestone; `name`: the step the finish waits for now. null: it cannot be told. */
  readonly margin: (PlanMargin & { readonly name: string }) | null;
}

export function behindWords({ milestone, plannedFinish, margin }: Behind, asOf: PlainDate): string {
  const next =
    milestone === null
      ? ""
      : `项目下一节点「${oneLine(milestone.name, 40)}」计划${shortDayWords(milestone.planned, asOf)}完成`;
  const finish = plannedFinish === null ? "" : `项目计划竣工${shortDayWords(plannedFinish, asOf)}`;
  const parts = [next, finish, marginWords(margin, asOf)].filter((part) => part !== "");
  return parts.length === 0 ? "" : `${parts.join("；")}。`;
}

/** More to spare than a month of working days is no news. */
const NEWS = 22;

/** 按节点推算，关键线路（现在等「管线迁改」）再晚超过 12 个工作日，计划竣工不能实现 */
function marginWords(margin: Behind["margin"], asOf: PlainDate): string {
  if (margin === null || margin.float > NEWS) return "";
  const { float, finish, name } = margin;
  const chain = `按节点推算，关键线路（现在等「${oneLine(name, 30)}」）`;
  const held = FINISH_WORDS[finish.from];
  if (float < 0)
    return `${chain}已缺 ${-float} 个工作日，最早${shortDayWords(finish.earliest, asOf)}完成，${held}不能实现`;
  if (float === 0) return `${chain}已没有余地，再晚一个工作日，${held}不能实现`;
  return `${chain}再晚超过 ${float} 个工作日，${held}不能实现`;
}
