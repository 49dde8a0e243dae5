import type { IssueLack } from "../domain/issue-closing.ts";
import type { ComplexRefusal, IssueExtensionRefusal } from "../domain/issue-limit.ts";
import type { ReopenRefusal } from "../domain/issue-turns.ts";

/** Why something typed in 问题 does not count, and what to do: clauses without full stops, for cells, letters and findings. */
interface Words {
  readonly problem: string;
  readonly advice: string;
}

const words = (problem: string, advice: string): Words => ({ problem, advice });

export const LACKS: Readonly<Record<IssueLack | "solution", Words>> = {
  evidence: words("尚缺佐证", "请附上佐证材料"),
  solution: words("尚未办结", "办结并经核查通过后再销号"),
  verification: words("尚未核查通过", "请由责任单位以外的人核查，填写核查人、核查结果和核查日期"),
  "verifier-missing": words("没有可识别的核查人", "请填写核查人"),
  "verifier-unit": words("核查人属于责任单位", "请由责任单位以外的人核查"),
  "verifier-self": words("核查人就是责任人", "请由责任单位以外的人核查"),
  "verified-too-early": words("核查在办结之前", "请对现在的办结情况重新核查，填写核查日期"),
};

export const EXTENSION_REFUSALS: Readonly<Record<IssueExtensionRefusal, Words>> = {
  pending: words("延期尚未批准", "请填写新时限、批准人和批准日期"),
  "not-asked": words("没有延期申请日期", "延期须在时限届满前申请"),
  "asked-late": words("延期是时限届满后才申请的", "请尽快办结，或按层级提请协调"),
  "seen-late": words("时限届满后读表时尚无这项申请", "请尽快办结，或按层级提请协调"),
  approver: words("批准人不是责任单位以外的领导", "请由责任单位以外的领导批准"),
  "no-measures": words("复杂问题延期没有写解决措施", "请填写解决措施"),
  "not-later": words("新时限不晚于现时限", "请核对新时限"),
  "not-asked-anew": words("再次延期没有新的申请", "请填写新的延期申请日期，并重新报批"),
  "too-many": words("延期次数已满", "请尽快办结，或按层级提请协调"),
};

export const COMPLEX_REFUSALS: Readonly<Record<ComplexRefusal, Words>> = {
  "not-named": words("没有复杂认定人", "请由管理员在认定期限内认定"),
  "not-admin": words("复杂认定人不是管理员", "请由管理员在认定期限内认定"),
  "said-late": words("复杂认定超过期限", "需要更多时间的，请在时限届满前申请延期"),
};

export const REOPEN_REFUSALS: Readonly<Record<ReopenRefusal, Words>> = {
  "not-closed": words("问题尚未销号", "未销号的问题继续办理，不必重开"),
  "too-late": words("销号已超过重开保留期限", "请用新的问题编号登记"),
};
