import type { Options } from "./context.ts";
import { UsageError } from "./exit.ts";

const FLAGS = {
  asOf: "--as-of",
  knownAt: "--known-at",
  period: "--period",
  dryRun: "--dry-run",
  out: "--out",
  repair: "--repair",
  items: "--items",
  reason: "--reason",
  mechanism: "--mechanism",
} as const satisfies Partial<Record<keyof Options, string>>;

/** Every command knows the common options; one that it cannot keep is refused, for ignoring `--dry-run` would publish. Throws UsageError. */
export function refuseOptions(command: string, options: Options, unfit: readonly (keyof typeof FLAGS)[]): void {
  const given = unfit.filter((name) => options[name] !== undefined).map((name) => FLAGS[name]);
  if (given.length > 0) throw new UsageError(`${command} 不能与 ${given.join("、")} 同用。`);
}
