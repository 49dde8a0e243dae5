import type { PlainDate } from "../domain/dates.ts";
import type { RuleInForce } from "../domain/rule.ts";
import { type StandardStep, standardStepOf } from "../domain/standard-steps.ts";
import { wholeNumberRule } from "./rule-values.ts";
import { type Rulebook, type RuleDef, ruleOn } from "./rulebook.ts";

/**
 * What the law says of a step's length, in working days. `authority`: the term in which the authority decides, so nobody may plan on less.
 * `least`: a shorter one is unlawful. `owner`: by then it must be done; it may be done sooner.
 */
export interface StepTerm {
  readonly kind: "authority" | "least" | "owner";
  readonly rule: RuleDef<number>;
}

/** Calendar days of a law become the most working days such a stretch can hold in plain weeks: 60 → 44, 30 → 22, 23 → 17. */
const days = (name: string, value: number, from: PlainDate, source: string): RuleDef<number> =>
  wholeNumberRule({ name, entries: [{ from, value, source }] }, "个工作日", 1, 250);

const authority = (name: string, value: number, from: PlainDate, source: string): StepTerm => ({
  kind: "authority",
  rule: days(`法定时限 ${name}`, value, from, source),
});
const least = (name: string, value: number, from: PlainDate, source: string): StepTerm => ({
  kind: "least",
  rule: days(`法定最短 ${name}`, value, from, source),
});
const owner = (name: string, value: number, from: PlainDate, source: string): StepTerm => ({
  kind: "owner",
  rule: days(`法定期限 ${name}`, value, from, source),
});

const LICENSING = "《行政许可法》第四十二条、第八十二条：受理之日起20个工作日内决定";
const REPORT = authority(
  "环评报告书",
  44,
  "2018-12-29",
  "《环境影响评价法》第二十二条、《建设项目环境保护管理条例》第九条：报告书60日内审批（折44个工作日）",
);
const FORM = authority(
  "环评报告表",
  22,
  "2018-12-29",
  "《环境影响评价法》第二十二条、《建设项目环境保护管理条例》第九条：报告表30日内审批（折22个工作日）",
);
const ACCEPTANCE = least(
  "竣工验收",
  7,
  "2013-12-02",
  "《房屋建筑和市政基础设施工程竣工验收规定》（建质〔2013〕171号）第六条：验收7个工作日前书面通知质量监督机构",
);

/** A step missing here has no term in any law of the whole country. */
const TERMS: Partial<Record<StandardStep, StepTerm>> = {
  核准: authority("核准", 20, "2017-02-01", "《企业投资项目核准和备案管理条例》第十条：受理之日起20个工作日内"),
  用地预审: authority("用地预审", 20, "2004-07-01", LICENSING),
  环评: REPORT,
  水土保持: authority(
    "水土保持",
    10,
    "2023-03-01",
    "《生产建设项目水土保持方案管理办法》（水利部令第53号）：受理之日起10个工作日内",
  ),
  征地拆迁: least(
    "征地拆迁",
    32,
    "2021-09-01",
    "《土地管理法实施条例》：预公告不少于10个工作日、补偿安置方案公告不少于30日（折22个工作日）",
  ),
  土地出让: least(
    "土地出让",
    22,
    "2007-11-01",
    "《招标拍卖挂牌出让国有建设用地使用权规定》第八条、第十八条：公告20日、挂牌不少于10日（折22个工作日）",
  ),
  用地规划许可: authority("用地规划许可", 20, "2004-07-01", LICENSING),
  施工图审查: authority(
    "施工图审查",
    15,
    "2013-08-01",
    "《房屋建筑和市政基础设施工程施工图设计文件审查管理办法》：大型工程15个工作日，中型及以下10个工作日",
  ),
  规划许可: authority("规划许可", 20, "2004-07-01", LICENSING),
  招标: least(
    "招标",
    17,
    "2012-02-01",
    "《招标投标法》第二十四条、《招标投标法实施条例》第五十四条：招标文件发出至截标不少于20日、公示不少于3日（折17个工作日）",
  ),
  施工许可: authority(
    "施工许可",
    7,
    "2019-04-23",
    "《建筑法》第八条、《建筑工程施工许可管理办法》：收到申请之日起7日内，按《行政许可法》第八十二条以工作日计",
  ),
  专项验收: authority(
    "专项验收",
    15,
    "2020-06-01",
    "《建设工程消防设计审查验收管理暂行规定》：受理消防验收申请之日起15日内，以工作日计",
  ),
  竣工验收: ACCEPTANCE,
  竣工: ACCEPTANCE,
  竣工备案: owner(
    "竣工备案",
    10,
    "2000-01-30",
    "《建设工程质量管理条例》第四十九条：竣工验收合格之日起15日内（折10个工作日）",
  ),
  环保验收: least(
    "环保验收",
    20,
    "2017-11-20",
    "《建设项目竣工环境保护验收暂行办法》（国环规环评〔2017〕4号）：验收报告公示不少于20个工作日",
  ),
};

export const STEP_RULES: readonly RuleDef<number>[] = [
  ...new Set([REPORT, FORM, ...Object.values(TERMS)].map(({ rule }) => rule)),
];

/** What the law says of a step's length on a day, in working days, by its name as typed; null: nothing. */
export function stepTermOn(
  book: Rulebook,
  day: PlainDate,
  name: string,
): (RuleInForce<number> & Pick<StepTerm, "kind">) | null {
  const step = standardStepOf(name);
  const term = step === "环评" && name.includes("报告表") ? FORM : step === null ? undefined : TERMS[step];
  return term === undefined ? null : { ...ruleOn(book, term.rule, day), kind: term.kind };
}

/** Working days below which no plan may count on a step: its legal minimum, or the term its authority has. null: no law says. */
export function minimumOf(book: Rulebook, day: PlainDate, name: string): RuleInForce<number> | null {
  const term = stepTermOn(book, day, name);
  return term === null || term.kind === "owner" ? null : term;
}
