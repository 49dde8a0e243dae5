import { type CellsOfRow, cellValue } from "../domain/cell-steps.ts";
import { UNREADABLE } from "../domain/field.ts";
import { lifeOf, type RowHistory, type Version } from "../domain/history.ts";
import type { HistoryQuestion } from "../domain/history-questions.ts";
import type { Change, ChangeValue } from "../domain/honesty.ts";
import type { Judgement } from "../domain/judgement.ts";
import type { NoticeRecord } from "../domain/notice.ts";
import { PROJECT_NAME, type TabDef } from "../registry/column.ts";
import { TABS } from "../registry/tabs.ts";
import type { HistoryVersion, RowHistoryTold } from "../views/row-history.ts";
import { nameColumn } from "./column-names.ts";
import type { JobInput } from "./job.ts";
import { judgedPlanOf } from "./judged-plan.ts";
import { questionsByMatter } from "./told-changes.ts";

/** The lives of the rows that bear this key, one in each tab that knows it; empty: nobody ever saw it. */
export function rowHistories(input: JobInput, key: string): readonly RowHistoryTold[] {
  const judgement = input.judge(input.asOf, null);
  return TABS.flatMap((tab) => {
    const life = lifeOf<CellsOfRow>(input.history, tab.code, key);
    return life.length === 0 ? [] : [toldLife(input, judgement, tab, key, life)];
  });
}

function toldLife(
  { ledger, asOf }: JobInput,
  judgement: Judgement,
  tab: TabDef,
  key: string,
  life: RowHistory<CellsOfRow>,
): RowHistoryTold {
  const questions = questionsByMatter(judgement);
  const told = (change: Change): { change: Change; question: HistoryQuestion | null } => ({
    change,
    question: questions.get(change.matter) ?? null,
  });
  const changes = judgement.changes().toReversed();
  return {
    tab: tab.title,
    key,
    asOf,
    versions: versionsOf(tab, life),
    changes: changes.filter((change) => change.tab === tab.code && change.key === key).map(told),
    below: tab.code === "projects" ? changes.filter((change) => isBelow(change, key)).map(told) : [],
    plan: judgedPlanOf(judgement, tab.code, key),
    notices: noticesAbout([...ledger.notices.values()], tab.code, key),
    name: nameColumn,
  };
}

/** Of a project's own rows only what is flagged. */
const isBelow = ({ tab, project, matter }: Change, key: string): boolean =>
  tab !== "projects" && project === key && matter !== "";

/** What was sent about the row, oldest first. */
const noticesAbout = (all: readonly NoticeRecord[], tab: string, key: string): readonly NoticeRecord[] =>
  all
    .filter(({ state, item }) => state === "sent" && item.tab === tab && item.subject === key)
    .toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : 1));

/** Each version against the one before it in which the row could be read. */
function versionsOf(tab: TabDef, life: RowHistory<CellsOfRow>): readonly HistoryVersion[] {
  let before: CellsOfRow | null = null;
  let wasThere = false;
  const versions: HistoryVersion[] = [];
  for (const version of life) {
    const { firstSeen, lastSeenAbsent, row } = version;
    versions.push({ firstSeen, lastSeenAbsent, state: stateOf(version, wasThere), cells: cellsOf(tab, before, row) });
    wasThere = row !== null || version.aside === true;
    before = row ?? before;
  }
  return versions;
}

function stateOf({ row, aside, lastSeenAbsent }: Version<CellsOfRow>, wasThere: boolean): HistoryVersion["state"] {
  if (aside === true) return "aside";
  if (row === null) return "gone";
  if (wasThere) return "changed";
  return lastSeenAbsent === null ? "first-reading" : "came";
}

function cellsOf(tab: TabDef, before: CellsOfRow | null, row: CellsOfRow | null): HistoryVersion["cells"] {
  if (row === null) return [];
  const columns = tab.columns.filter(({ code }) => code !== PROJECT_NAME && !tab.key.includes(code));
  return columns.flatMap(({ code, header, kind }) => {
    const [was, is] = [before === null ? null : cellOf(before, code), cellOf(row, code)];
    return was === is ? [] : [{ header, kind, before: was, after: is }];
  });
}

/** The twelve months of a 月计划 lie in one list. */
function cellOf(row: CellsOfRow, code: string): ChangeValue {
  const month = /^m(\d+)$/.exec(code);
  const months = row.months;
  if (month === null || !Array.isArray(months)) return readable(cellValue(row, code));
  const cell: unknown = months[Number(month[1]) - 1] ?? null;
  return cell === UNREADABLE ? "unreadable" : (cell as ChangeValue);
}

const readable = (value: ChangeValue | undefined): ChangeValue => (value === undefined ? "unreadable" : value);
