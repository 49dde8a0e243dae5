type Plain = string | number | boolean | null;

/** A figure of a stored result that a recomputation reaches otherwise; undefined = it is not there. `path`: names of rows (units, months, items) and fields. */
export interface FigureDifference {
  readonly path: readonly string[];
  readonly stored: Plain | undefined;
  readonly recomputed: Plain | undefined;
}

/** Every leaf in which two results differ, in the order of the recomputed one. Rows are held against each other by their names, not by their places. */
export function figureDifferences(stored: unknown, recomputed: unknown): readonly FigureDifference[] {
  return [...differing([], stored, recomputed)];
}

function* differing(path: readonly string[], stored: unknown, recomputed: unknown): Generator<FigureDifference> {
  if (isTree(stored) || isTree(recomputed)) {
    const [before, after] = [branches(stored), branches(recomputed)];
    for (const name of new Set([...after.keys(), ...before.keys()]))
      yield* differing([...path, name], before.get(name), after.get(name));
    return;
  }
  if (stored !== recomputed)
    yield { path, stored: stored as Plain | undefined, recomputed: recomputed as Plain | undefined };
}

const isTree = (value: unknown): value is object => typeof value === "object" && value !== null;

/** A leaf where the other side has a tree has no branches: all of them differ. */
function branches(value: unknown): ReadonlyMap<string, unknown> {
  if (!isTree(value)) return new Map();
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map((one, at) => nameOf(one) ?? String(at + 1));
  const isUnique = new Set(names).size === names.length;
  return new Map(value.map((one, at) => [isUnique ? names[at]! : String(at + 1), one]));
}

const NAMES = ["color", "unit", "project", "month", "visit", "code", "group"] as const;

/** What tells a row from its neighbours. */
function nameOf(row: unknown): string | null {
  if (!isTree(row)) return null;
  const fields = row as Readonly<Record<string, unknown>>;
  const found = NAMES.flatMap((name) => (typeof fields[name] === "string" ? [String(fields[name])] : []));
  if (found.length === 0) return null;
  return typeof fields.unit === "string" ? [fields.color ?? "", fields.unit].join(" ").trim() : found[0]!;
}
