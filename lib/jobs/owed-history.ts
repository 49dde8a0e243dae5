import { type HistoryQuestion, sameAsked } from "../domain/history-questions.ts";
import { nameColumn } from "./column-names.ts";
import { type Candidate, type Contacts, cellOf, NO_ITEM, type OwedInput, placeOf } from "./owed.ts";
import { personOf } from "./owed-cells.ts";

/**
 * Changes the unit is asked about: of its own people alone, once each, until it answers or mends. Where nobody of the unit can be asked, the
 * admins hear that, and not what. A cell that 待复核 or a finding asks about is asked about once. Source: issue 4, "Nothing here accuses".
 */
export function owedHistory(input: OwedInput, contacts: Contacts): Candidate[] {
  const { historyQuestions, questions } = input.judgement;
  const figures = new Set(questions.map(({ key }) => key));
  const cells = new Set(input.findings.map(({ tab, key, header }) => cellName(tab, key, header)));
  const isAskedElsewhere = ({ change }: HistoryQuestion): boolean => {
    const { tab, key, field } = change;
    return figures.has(sameAsked(change)) || cells.has(cellName(tab, key, nameColumn(tab, field).header));
  };
  const isOpen = ({ answer, mended, change }: HistoryQuestion): boolean =>
    answer === null && !mended && change.unit !== "";
  const open = historyQuestions().filter((question) => isOpen(question) && !isAskedElsewhere(question));
  return open.map((question) => candidateOf(input, contacts, question));
}

const cellName = (tab: string, key: string, header: string): string => `${tab}|${key}|${header}`;

function candidateOf(input: OwedInput, contacts: Contacts, question: HistoryQuestion): Candidate {
  const { workbook, tab, key, field, unit, project } = question.change;
  const place = placeOf(input, { workbook, tab, key, field });
  const item = {
    ...NO_ITEM,
    ...input.words.history(question, place, nameColumn, input.asOf),
    ...{ workbook, tab, subject: key, cell: cellOf(place), unit, project },
    projectName: contacts.projects.get(project)?.name ?? "",
    facts: { place },
  };
  const { told, gaps } = contacts.responsible(unit, personOf(contacts, project, unit));
  const reached = { told: told.filter(({ duty }) => duty !== "admin"), gaps };
  return { kind: "history-question", subject: question.key, level: "", due: "", item, reached };
}
