import { isValue } from "./field.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Money, Unit } from "./registry.ts";

export type SummaryDimension =
  | "under-construction"
  | "preliminary"
  | "reserve"
  | "annual-class"
  | "category"
  | "size"
  | "county"
  | "large-plan"
  | "large-by-category";

/** Bounds are 元; a band without `below` is the largest, one without `from` the smallest. */
export type SummaryGroup =
  | { readonly kind: "all" }
  | { readonly kind: "other" }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "band"; readonly from: Money | null; readonly below: Money | null };

/** A way of dividing 在建: the groups in the order shown, and which one a project is in (-1: none of them, hence 其他). */
export interface Division {
  readonly dimension: SummaryDimension;
  readonly groups: readonly SummaryGroup[];
  indexOf(file: ProjectFile): number;
}

export interface DivisionTerms {
  readonly units: readonly Unit[];
  /** In the order shown; what is not among them is 其他. */
  readonly categories: readonly string[];
  readonly rules: { readonly bands: readonly Money[]; readonly largePlan: Money };
}

/** Annual class, category, size, county and annual plan. */
export function divisionsOf({ units, categories, rules }: DivisionTerms): readonly Division[] {
  const counties = units.filter((unit) => unit.group === "县区" || unit.group === "园区").map((unit) => unit.name);
  return [
    byName("annual-class", ["新开工", "续建"], ({ project }) => project.annualClass),
    byName("category", categories, ({ project }) => project.category),
    bySize("size", rules.bands, ({ project }) => project.totalInvestment),
    byName("county", counties, ({ project }) => project.county),
    bySize("large-plan", [rules.largePlan], ({ project }) =>
      project.annualPlan === null || isValue(project.annualPlan) ? (project.annualPlan ?? 0) : null,
    ),
  ];
}

/** The 超亿元 projects by category: parts of the band above the limit. */
export const largeByCategory = ({ categories }: Pick<DivisionTerms, "categories">): Division =>
  byName("large-by-category", categories, ({ project }) => project.category);

function byName(
  dimension: SummaryDimension,
  names: readonly string[],
  nameOf: (file: ProjectFile) => string,
): Division {
  return {
    dimension,
    groups: names.map((name) => ({ kind: "named", name })),
    indexOf: (file) => names.indexOf(nameOf(file)),
  };
}

function bySize(
  dimension: SummaryDimension,
  bounds: readonly Money[],
  sizeOf: (file: ProjectFile) => Money | null,
): Division {
  const groups = [...bounds, null].map(
    (from, index) => ({ kind: "band", from, below: bounds[index - 1] ?? null }) as const,
  );
  return {
    dimension,
    groups,
    indexOf: (file) => {
      const size = sizeOf(file);
      return size === null ? -1 : groups.findIndex(({ from }) => from === null || size >= from);
    },
  };
}
