import type { HistoryQuestion } from "../domain/history-questions.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { SystemTab } from "../ports/spreadsheet.ts";
import { systemTabOf } from "../registry/system-tabs.ts";
import { backdatedWords } from "../views/change-words.ts";
import { changesTab, isShared } from "../views/changes-tab.ts";
import { nameColumn } from "./column-names.ts";

type Told = Pick<Judgement, "asOf" | "changes" | "historyQuestions">;

export const questionsByMatter = ({ historyQuestions }: Told): ReadonlyMap<string, HistoryQuestion> =>
  new Map(historyQuestions().map((question) => [question.key, question]));

/** 系统-变更 as others may see it. */
export const toldChanges = (judgement: Told): SystemTab =>
  changesTab(judgement.changes(), questionsByMatter(judgement), systemTabOf("变更"), nameColumn, judgement.asOf);

/** Of milestones whose day was typed long after it, what 系统说明 adds: 6月12日首次读到，所填5月20日，补录。 Nothing while only the unit may see it. */
export function backdatedNotes(
  judgement: Told,
): (milestone: { readonly key: string; readonly actual: unknown }) => string {
  const questions = questionsByMatter(judgement);
  const late = judgement
    .changes()
    .filter(({ tab, field, code }) => tab === "milestones" && field === "actual" && code === "backdated");
  const shared = new Map(late.filter((change) => isShared(change, questions)).map((change) => [change.key, change]));
  return ({ key, actual }) => {
    const change = shared.get(key);
    return change === undefined || change.after !== actual ? "" : `${backdatedWords(change, judgement.asOf)}，补录。`;
  };
}
