import type { CellRef } from "../domain/light.ts";
import { milestoneBasis } from "../domain/milestone-basis.ts";
import { projectBasis } from "../domain/project-basis.ts";
import type { WorkbookSnapshot } from "../ports/spreadsheet.ts";
import { addressOf, cellTextAt, headerOf, type Places } from "../registry/places.ts";
import type { Explained, ExplainedCell } from "../views/explain.ts";
import { milestoneSentence } from "../views/milestone-reasons.ts";
import { contextOf, lampSentence, projectSentence } from "../views/project-reasons.ts";
import { unitExplanation } from "../views/unit-explanation.ts";
import type { JobInput } from "./job.ts";
import { monthOfInput, monthsOf, rankingOf } from "./monthly.ts";

type Ask = { readonly input: JobInput; readonly snapshot: WorkbookSnapshot; readonly key: string };

/** Every figure of a verdict, by cell. `key` is a project, a milestone (P-031/30) or a unit (of the period asked for); null = none of them. */
export const explain = (ask: Ask): Explained | null => explainMilestone(ask) ?? explainProject(ask) ?? explainUnit(ask);

function explainMilestone({ input, snapshot, key }: Ask): Explained | null {
  const verdict = input.judge(input.asOf, null).milestones.find((one) => one.key === key);
  if (verdict === undefined) return null;
  const { rule, values, restsOn } = milestoneBasis(verdict);
  return {
    kind: "milestone",
    key,
    title: `${key} ${verdict.milestone.name}`,
    sentences: [milestoneSentence(verdict)],
    rules: [rule],
    values,
    cells: cellsOf(input.reading.places, snapshot, restsOn),
  };
}

function explainProject({ input, snapshot, key }: Ask): Explained | null {
  const verdict = input.judge(input.asOf, null).projects.find((one) => one.key === key);
  if (verdict === undefined) return null;
  const { rule, values, restsOn } = projectBasis(verdict);
  return {
    kind: "project",
    key,
    title: `${key} ${verdict.project.name}`,
    sentences: [projectSentence(verdict), ...verdict.lamps.map((lamp) => lampSentence(lamp, contextOf(verdict)))],
    rules: [rule, ...verdict.lamps.map((lamp) => lamp.rule)],
    values,
    cells: cellsOf(input.reading.places, snapshot, restsOn),
  };
}

function explainUnit({ input, snapshot, key }: Ask): Explained | null {
  const period = monthOfInput(input);
  const { months, rules } = monthsOf(input, period);
  const month = months.find(
    ({ unit }) => unit.name === key || (Array.isArray(unit.aliases) && unit.aliases.includes(key)),
  );
  if (month === undefined) return null;
  const row = rankingOf(input, period).rows.find((one) => one.unit === month.unit.name) ?? null;
  const { places } = input.reading;
  const names = new Map(input.reading.registry.projects.map((project) => [project.code, project.name]));
  const lines = unitExplanation(month, row, rules.score, {
    cell: (ref) => {
      const [found] = cellsOf(places, snapshot, [ref]);
      return found === undefined ? "" : `「${found.sheet}」${found.cell}`;
    },
    name: (subject) => names.get(subject) ?? "",
  });
  const title = `${month.unit.name} ${period}`;
  return {
    kind: "unit",
    key: month.unit.name,
    title,
    sentences: lines,
    rules: rules.used,
    values: { period },
    cells: [],
  };
}

function cellsOf(places: Places, snapshot: WorkbookSnapshot, refs: readonly CellRef[]): ExplainedCell[] {
  return refs.flatMap((ref) => {
    const address = addressOf(places, ref);
    if (address === null) return [];
    return [{ ...address, header: headerOf(ref.tab, ref.field), value: cellTextAt(snapshot, address) }];
  });
}
