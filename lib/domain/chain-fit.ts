import { freeNumbers } from "./chain-numbers.ts";
import { type PredecessorLink, parsePredecessors } from "./predecessors.ts";
import { isSameDeed, type StandardStep, standardStepOf } from "./standard-steps.ts";

/** A step of a template, as far as its chain goes. Duration in working days. */
export interface TemplateNode {
  readonly seq: number;
  readonly name: string;
  /** As in the tab 节点. */
  readonly predecessors: string;
  readonly duration: number;
}

/** A milestone that stands in the sheet. */
export interface StandingNode {
  readonly seq: number;
  readonly name: string;
  readonly done: boolean;
}

/** A step of the template as it stands, or would stand, in the sheet. */
export interface FittedNode {
  /** Number in the template. */
  readonly from: number;
  /** Number in the sheet. */
  readonly seq: number;
  readonly name: string;
  readonly duration: number;
  /** Predecessors by their numbers in the sheet; those that are past have none. */
  readonly links: readonly PredecessorLink[];
}

export interface ChainFit {
  /** Steps the project lacks, in the order of the template. */
  readonly missing: readonly FittedNode[];
  /** Steps that stand already, under the number of their row. */
  readonly standing: readonly FittedNode[];
  /** Names of steps that have no row and were done before others that are done. */
  readonly past: readonly string[];
}

export interface FitCase {
  readonly template: readonly TemplateNode[];
  readonly standing: readonly StandingNode[];
  /** Standard steps the project's own cells show as done: 开工, 竣工, 投产. */
  readonly deeds: ReadonlySet<StandardStep>;
  /** Whether a row ever stood under this number: such a number keeps its meaning. */
  readonly isUsed: (seq: number) => boolean;
}

/**
 * What of a template a project lacks: a step is there when a row has its name or its standard name, or names the same deed; and it is past when a step that
 * comes after its finish is done. New numbers lie between those of the neighbours where there is room, else after all.
 */
export function fitTemplate({ template, standing, deeds, isUsed }: FitCase): ChainFit {
  const rowOf = rowsOfSteps(template, standing);
  const links = new Map(template.map(({ seq, predecessors }) => [seq, parsePredecessors(predecessors).links]));
  const past = pastSteps(template, links, ({ seq, name }) => {
    const row = rowOf.get(seq);
    const step = standardStepOf(name);
    return row?.done === true || (step !== null && [...deeds].some((deed) => isSameDeed(deed, step)));
  });
  const kept = template.filter(({ seq }) => rowOf.has(seq) || !past.has(seq));
  const standingSeqs = kept.map(({ seq }) => rowOf.get(seq)?.seq ?? null);
  const last = standing.reduce((most, { seq }) => Math.max(most, seq), 0);
  const numbers = freeNumbers(standingSeqs, last, isUsed);
  const seqOf = new Map(kept.map(({ seq }, at) => [seq, numbers[at]!]));
  const fitted = kept.map(
    ({ seq, name, duration }): FittedNode => ({
      ...{ from: seq, seq: seqOf.get(seq)!, name: rowOf.get(seq)?.name ?? name, duration },
      links: mapped(links.get(seq)!, seqOf),
    }),
  );
  return {
    missing: fitted.filter(({ from }) => !rowOf.has(from)),
    standing: fitted.filter(({ from }) => rowOf.has(from)),
    past: template.filter(({ seq }) => past.has(seq) && !rowOf.has(seq)).map(({ name }) => name),
  };
}

/** Two steps that stand as one row hold the same step once. */
function mapped(links: readonly PredecessorLink[], seqOf: ReadonlyMap<number, number>): readonly PredecessorLink[] {
  const byRow = new Map<number, PredecessorLink>();
  for (const link of links) {
    const seq = seqOf.get(link.seq);
    if (seq !== undefined && !byRow.has(seq)) byRow.set(seq, { ...link, seq });
  }
  return [...byRow.values()];
}

/** The row a step stands as: of several the last. */
function rowsOfSteps(
  template: readonly TemplateNode[],
  standing: readonly StandingNode[],
): ReadonlyMap<number, StandingNode> {
  const own = new Set(template.map(({ name }) => standardStepOf(name)));
  const stands = (name: string, row: StandingNode): boolean => {
    if (row.name === name) return true;
    const [step, other] = [standardStepOf(name), standardStepOf(row.name)];
    if (step === null || other === null) return false;
    return step === other || (isSameDeed(step, other) && !own.has(other));
  };
  return new Map(
    template.flatMap(({ seq, name }) => {
      const row = standing.filter((one) => stands(name, one)).at(-1);
      return row === undefined ? [] : [[seq, row] as const];
    }),
  );
}

/** Done steps, and all whose finish those waited for. */
function pastSteps(
  template: readonly TemplateNode[],
  links: ReadonlyMap<number, readonly PredecessorLink[]>,
  isDone: (node: TemplateNode) => boolean,
): ReadonlySet<number> {
  const open = template.filter(isDone).map(({ seq }) => seq);
  const past = new Set(open);
  for (let seq = open.pop(); seq !== undefined; seq = open.pop())
    for (const link of links.get(seq) ?? [])
      if (link.type === "FS" && !past.has(link.seq)) {
        past.add(link.seq);
        open.push(link.seq);
      }
  return past;
}
