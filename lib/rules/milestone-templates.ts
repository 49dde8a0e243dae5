import type { PlainDate } from "../domain/dates.ts";
import { valueOr } from "../domain/field.ts";
import type { MilestoneTemplateStep } from "../domain/registry.ts";
import { BUILT_IN, PAPERS, type TemplateLine } from "./built-in-templates.ts";
import type { Rulebook } from "./rulebook.ts";
import { stepTermOn } from "./step-rules.ts";

/** One step of a template. Empty text = none. */
export interface TemplateStep {
  readonly seq: number;
  readonly name: string;
  readonly doneWhen: string;
  /** As in the tab 节点: `10,20SS+5d`. */
  readonly predecessors: string;
  /** Working days. */
  readonly duration: number;
  /** Where the duration comes from: a law, 经验值, or the tab 节点模板. */
  readonly source: string;
  readonly documentType: string;
  readonly disclosureCategory: string;
}

export interface MilestoneTemplate {
  readonly name: string;
  /** Typed in the tab 节点模板, else built in. */
  readonly typed: boolean;
  /** In the order of 序号. */
  readonly steps: readonly TemplateStep[];
}

const EXPERIENCE = "经验值";
const TYPED = "节点模板";

/**
 * The templates of a day: the built-in ones with the terms in force, those of the tab 节点模板 in place of theirs or beside them.
 * Source: issue 5, Templates; terms: lib/rules/step-rules.ts.
 */
export function milestoneTemplates(
  book: Rulebook,
  day: PlainDate,
  rows: readonly MilestoneTemplateStep[],
): readonly MilestoneTemplate[] {
  const typed = Map.groupBy(rows, ({ template }) => template);
  const builtIn = Object.keys(BUILT_IN).map((name) => builtInTemplate(name, book, day));
  const termOf = (step: string) => stepTermOn(book, day, step);
  return [
    ...builtIn.filter(({ name }) => !typed.has(name)),
    ...[...typed].map(([name, steps]) =>
      typedTemplate(name, steps, builtIn.find((template) => template.name === name) ?? null, termOf),
    ),
  ];
}

function builtInTemplate(name: string, book: Rulebook, day: PlainDate): MilestoneTemplate {
  const lines = BUILT_IN[name]!;
  const seqOf = new Map(lines.map(([step], at) => [step, (at + 1) * 10]));
  const steps = lines.map((line, at) => stepOf(line, (at + 1) * 10, seqOf, book, day));
  return { name, typed: false, steps };
}

function stepOf(
  [name, after, duration, paper, doneWhen]: TemplateLine,
  seq: number,
  seqOf: ReadonlyMap<string, number>,
  book: Rulebook,
  day: PlainDate,
): TemplateStep {
  const [documentType, disclosureCategory] = PAPERS[paper];
  return {
    seq,
    name,
    doneWhen,
    predecessors: numbered(after, seqOf),
    ...lengthOf(name, duration, book, day),
    documentType,
    disclosureCategory,
  };
}

/** Where the law says only how short a step may not be, its length is experience, and never below the law. */
function lengthOf(
  name: string,
  duration: TemplateLine[2],
  book: Rulebook,
  day: PlainDate,
): Pick<TemplateStep, "duration" | "source"> {
  const term = stepTermOn(book, day, name);
  if (duration === "法定") return { duration: term!.value, source: term!.source };
  if (term?.kind !== "least") return { duration, source: EXPERIENCE };
  return {
    duration: Math.max(duration, term.value),
    source: `${EXPERIENCE}；最短${term.value}个工作日：${term.source}`,
  };
}

/** 可研编制SS+20d,立项 → 20SS+20d,10 */
const numbered = (after: string, seqOf: ReadonlyMap<string, number>): string =>
  after
    .split(",")
    .filter((part) => part !== "")
    .map((part) =>
      part.replace(/^(.*?)((?:FS|SS|FF|SF)(?:[+-]\d+c?d)?)?$/, (_, name, link = "") => seqOf.get(name) + link),
    )
    .join(",");

function typedTemplate(
  name: string,
  rows: readonly MilestoneTemplateStep[],
  builtIn: MilestoneTemplate | null,
  termOf: (step: string) => { readonly source: string } | null,
): MilestoneTemplate {
  // Cells are read in NFKC, which narrows brackets.
  const known = new Map(builtIn?.steps.map((step) => [step.name.normalize("NFKC"), step]));
  const steps = rows.map((row): TemplateStep => {
    const same = known.get(row.name);
    return {
      seq: row.seq,
      name: same?.name ?? row.name,
      doneWhen: same?.doneWhen ?? "",
      predecessors: valueOr(row.predecessors, ""),
      duration: row.duration,
      source:
        same?.duration === row.duration
          ? same.source
          : [TYPED, termOf(row.name)?.source ?? ""].filter(Boolean).join("；"),
      documentType: valueOr(row.documentType, ""),
      disclosureCategory: valueOr(row.disclosureCategory, ""),
    };
  });
  return { name, typed: true, steps: steps.sort((a, b) => a.seq - b.seq) };
}
