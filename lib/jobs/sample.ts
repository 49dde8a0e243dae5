import { monthOf } from "../domain/dates.ts";
import { samplePlan } from "../domain/sample-plan.ts";
import type { NewColumn } from "../ports/workbook-file.ts";
import type { CellKind, Column } from "../registry/column.ts";
import { addressOf, placeOf } from "../registry/places.ts";
import { tabOf } from "../registry/tabs.ts";
import { samplingRuleOn } from "../rules/inspection-rules.ts";
import { placeWords } from "../views/places.ts";
import type { ShownSample } from "../views/sample.ts";
import type { SampleColumn } from "../views/sample-workbook.ts";
import type { JobInput } from "./job.ts";

export interface SampleRequest {
  /** The month of the inspections; null: that of the as-of day. */
  readonly period: string | null;
  readonly count: number | null;
  readonly seed: string | null;
}

/** The sampling plan of a month, its cells named by their places. Nothing of it is written or sent. */
export function sample(input: JobInput, { period, count, seed }: SampleRequest): ShownSample {
  const { reading, snapshots, history, asOf, book } = input;
  const plan = samplePlan({
    judgement: input.judge(asOf, null),
    history,
    exemptions: reading.registry.exemptions,
    period: period ?? monthOf(asOf),
    ...{ count, seed },
    rule: samplingRuleOn(book, asOf),
  });
  return { plan, place: (cell) => placeWords(addressOf(reading.places, cell), snapshots[0]?.name) };
}

const FORMAT: Partial<Record<CellKind, NewColumn["format"]>> = { date: "date", money: "decimal2", num: "number" };

/** The columns of 督查 as the registry has them, else as the template has them. */
export function sampleColumns({
  reading,
  snapshots,
}: Pick<JobInput, "reading" | "snapshots">): readonly SampleColumn[] {
  const tab = tabOf("inspections");
  const place = placeOf(reading.places, snapshots[0]?.name ?? "", "inspections");
  if (place === null)
    return tab.columns.filter(({ inTemplate }) => inTemplate).map((column) => columnOf(column, column.header));
  const bound = new Map(place.layout.columns.map(({ index, column }) => [index, column]));
  return place.layout.header.map((header, index) => {
    const column = bound.get(index);
    if (column !== undefined) return columnOf(column, header ?? column.header);
    return { code: "", header: header ?? "", width: 12, format: "text" };
  });
}

const columnOf = ({ code, kind, width }: Column, header: string): SampleColumn => ({
  ...{ code, header, width },
  format: FORMAT[kind] ?? "text",
});
