import type { QuarterBlock } from "../assessment/quarter-block.ts";
import type { YearBlock } from "../assessment/year-block.ts";
import type { PlainDate } from "../dates.ts";
import type { ListChangeBlock } from "../list-change/notice-block.ts";
import type { ObservationBlock } from "../observation/observation-block.ts";
import type { RankingBlock } from "../ranking-block.ts";
import type { Disclosure, Project } from "../registry.ts";
import type { StartBatchBlock } from "../starts/batch-block.ts";
import { changeRows, sumRows } from "./change-rows.ts";
import { disclosureRows, projectRows } from "./list-rows.ts";
import type { PublicTableCode } from "./public-columns.ts";
import { type HeldBack, type Privacy, publicRow } from "./public-row.ts";
import type { HeldRow, PublicSite, PublicTable } from "./public-site.ts";
import { listRows, observationRows, rankingRows, supervisionRows } from "./result-rows.ts";
import { startRows } from "./start-rows.ts";

/** A block that was confirmed. */
export interface ConfirmedBlock<B> {
  /** Id of its draft. */
  readonly id: string;
  readonly period: string;
  readonly confirmedOn: PlainDate;
  readonly reissued: boolean;
  readonly block: B;
}

/** What a site is made from: the list in force with the figures that count, the rows of 公开, and the newest confirmed issue of each result and notice. */
export interface SiteInput {
  readonly office: string;
  /** Of the site; "" = not known. */
  readonly address: string;
  readonly asOf: PlainDate;
  readonly privacy: Privacy;
  readonly projects: readonly Project[];
  /** Projects whose figures are under a question nobody has answered. */
  readonly questioned: ReadonlySet<string>;
  /** Projects that carry any 密级, on the list or not: nothing of them leaves, confirmed or not. */
  readonly closed: ReadonlySet<string>;
  readonly disclosures: readonly Disclosure[];
  readonly rankings: readonly ConfirmedBlock<RankingBlock>[];
  readonly quarters: readonly ConfirmedBlock<QuarterBlock>[];
  readonly years: readonly ConfirmedBlock<YearBlock>[];
  readonly observations: readonly ConfirmedBlock<ObservationBlock>[];
  readonly starts: readonly ConfirmedBlock<StartBatchBlock>[];
  readonly changes: readonly ConfirmedBlock<ListChangeBlock>[];
}

/** A row on its way out, with the place the admin is told of where it is held back. `because`: it is no matter of its texts. */
export interface Candidate {
  readonly place: Pick<HeldRow, "tab" | "workbook" | "key">;
  readonly source: Readonly<Record<string, unknown>>;
  readonly because?: { readonly column: string; readonly because: HeldBack };
}

export interface SiteMade {
  readonly site: PublicSite;
  /** Told to the admin and to nobody else. */
  readonly held: readonly HeldRow[];
}

/** The whole site and what it leaves out. Order of rows follows from what they say, never from where they stood. */
export function siteOf(input: SiteInput): SiteMade {
  const made = tablesOf(input);
  const tables = made
    .map(({ table }) => table)
    .filter(({ rows, held, period }) => rows.length + held > 0 || period === "");
  const { office, address, asOf } = input;
  return { site: { version: 1, office, address, asOf, tables }, held: made.flatMap(({ held }) => held) };
}

interface TableMade {
  readonly table: PublicTable;
  readonly held: readonly HeldRow[];
}

function tablesOf(input: SiteInput): readonly TableMade[] {
  const present = { id: "", period: "", confirmedOn: null, reissued: false };
  const table = (
    code: PublicTableCode,
    of: Omit<ConfirmedBlock<unknown>, "block" | "confirmedOn"> & Pick<PublicTable, "confirmedOn">,
    rows: readonly Candidate[],
  ) => tableOf(input, code, of, rows);
  return [
    table("projects", present, projectRows(input)),
    table("disclosures", present, disclosureRows(input)),
    ...input.rankings.flatMap((one) => [
      table("rankings", one, rankingRows(one.id, one.block.rows)),
      table("supervision", one, supervisionRows(one.id, one.block)),
    ]),
    ...input.quarters.flatMap((one) => [
      table("rankings", one, rankingRows(one.id, one.block.rows)),
      table("lists", one, listRows(one.id, one.block)),
    ]),
    ...input.years.map((one) => table("rankings", one, rankingRows(one.id, one.block.rows))),
    ...input.observations.map((one) => table("observations", one, observationRows(one.id, one.block))),
    ...input.starts.map((one) => table("starts", one, startRows(one.id, one.block, input.questioned))),
    ...input.changes.flatMap((one) => [
      table("changes", one, changeRows(one.id, one.block, input.questioned)),
      table("sums", one, sumRows(one.id, one.block, input)),
    ]),
  ];
}

function tableOf(
  { privacy, closed }: SiteInput,
  code: PublicTableCode,
  { period, confirmedOn, reissued }: Pick<PublicTable, "period" | "confirmedOn" | "reissued">,
  candidates: readonly Candidate[],
): TableMade {
  const rows: PublicTable["rows"][number][] = [];
  const held: HeldRow[] = [];
  for (const { place, source, because } of candidates) {
    const made = because ?? whyClosed(source, closed) ?? publicRow(code, source as never, privacy);
    if ("row" in made) rows.push(made.row);
    else held.push({ table: code, period, ...place, ...made });
  }
  return { table: { code, period, confirmedOn, reissued, rows, held: held.filter(isTold).length }, held };
}

/** That there is a row with a marking is nobody's to know either. */
const isTold = ({ because }: HeldRow): boolean => because !== "secrecy";

const whyClosed = (
  { project }: Candidate["source"],
  closed: ReadonlySet<string>,
): { readonly column: string; readonly because: HeldBack } | null =>
  typeof project === "string" && closed.has(project) ? { column: "project", because: "secrecy" } : null;
