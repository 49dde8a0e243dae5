import type { Finding } from "../domain/finding.ts";
import type { IssueDoubtCode } from "../domain/issue-doubts.ts";
import type { FindingWords } from "./finding-words.ts";
import { issueCellName } from "./issue-cells.ts";
import { COMPLEX_REFUSALS, EXTENSION_REFUSALS, LACKS, REOPEN_REFUSALS } from "./issue-refusal-words.ts";

type Sentence = (finding: Finding, facts: Finding["facts"]) => FindingWords;
type Reasons = Readonly<Record<string, FindingWords>>;

const words = (problem: string, advice: string): FindingWords => ({ problem, advice });

const because = (reasons: Reasons, { because: code }: Finding["facts"], result: string): FindingWords => {
  const { problem, advice } = reasons[String(code)]!;
  return words(`${problem}，${result}`, advice);
};

/** Doubts about 问题, by code. */
export const ISSUE_WORDS: Readonly<Record<IssueDoubtCode, Sentence>> = {
  "issue-start-moved": (f, { counts }) =>
    words(
      `交办日期改填为 ${f.found}，时限已经起算，仍按 ${counts} 计`,
      "填错的，请改回；需要更多时间的，请在时限届满前申请延期",
    ),
  "issue-out-of-order": (f, { other, counts }) =>
    words(`${f.found} 早于${issueCellName(String(other))} ${counts}`, "请核对两处日期"),
  "issue-not-closed": (_, facts) => because(LACKS, facts, "不能销号"),
  "issue-extension-refused": (_, facts) => because(EXTENSION_REFUSALS, facts, `时限仍为 ${facts.counts}`),
  "issue-complex-refused": (_, facts) => because(COMPLEX_REFUSALS, facts, "按一般问题计时"),
  "issue-reopen-refused": (_, facts) => because(REOPEN_REFUSALS, facts, "重开不计"),
  "issue-solved-moved-back": (f, { counts }) =>
    words(
      `办结日期改填为 ${f.found}，此前读到的是时限之后的日期，仍按 ${counts} 计`,
      "确系笔误的，请报重点办核实；逾期天数保留",
    ),
  "issue-returned-unchanged": (_, { counts }) =>
    words(`这个办结日期曾被退回，按通过核查的 ${counts} 计`, "请填写整改后实际办结的日期"),
};
