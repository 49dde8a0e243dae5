import type { Archive } from "./archive.ts";
import type { PlainDate } from "./dates.ts";
import { type ExemptionIndex, exemptionOn, exemptionsOf, projectExemptions } from "./exemption.ts";
import { isValue, UNREADABLE } from "./field.ts";
import { lampsAt, latenessAt, latenessOf, type Moment, mayHaveBeenLate } from "./lamp-moment.ts";
import { type RawLights, rawLights } from "./light-fold.ts";
import type { MilestoneVerdict } from "./milestone.ts";
import type { ProjectFile } from "./project-file.ts";
import type { Exemption, Milestone } from "./registry.ts";

/** What the lights of other moments are read from. */
export interface PastInput {
  readonly archive: Archive;
  readonly exemptions: ExemptionIndex;
  /** Projects named in 调整. */
  readonly adjusted: ReadonlySet<string>;
  /** Some inspection ever found this milestone not done. */
  readonly isDoubted: (milestone: Milestone) => boolean;
}

/** The exemption of the whole project in force on a day. */
export const exemptionAt = ({ project }: ProjectFile, { exemptions }: PastInput, day: PlainDate): Exemption | null =>
  exemptions.has(project.code) ? exemptionOn(projectExemptions(exemptions, project.code), day) : null;

export type RawReader = (moment: Moment) => RawLights | null;

/** Raw lights of the file at other moments; null where the project was not there. */
export const rawReader = (
  file: ProjectFile,
  verdicts: readonly MilestoneVerdict[],
  end: PlainDate,
  input: PastInput,
): RawReader =>
  input.archive.isSteady(file) && !input.adjusted.has(file.project.code)
    ? steadyReader(file, verdicts, end, input)
    : changedReader(file, input);

/** Of a steady file only milestones that may have been late are looked at, and of those only 实际完成 as known then. */
function steadyReader(
  file: ProjectFile,
  verdicts: readonly MilestoneVerdict[],
  end: PlainDate,
  input: PastInput,
): RawReader {
  const { archive, exemptions } = input;
  const mayDiffer = (milestone: Milestone): boolean => archive.hasChanged(milestone) || input.isDoubted(milestone);
  const suspects = verdicts
    .filter((verdict) => mayHaveBeenLate(verdict, end, mayDiffer(verdict.milestone)))
    .map(({ milestone, planned }) => ({
      milestone,
      planned: milestone.planned === UNREADABLE ? milestone.planned : planned,
      exempt: exemptionsOf(exemptions, milestone.project, milestone.seq),
    }));
  return (moment) => {
    const late = suspects.flatMap(({ milestone, planned, exempt }) => {
      if (isValue(planned) && planned >= moment.asOf) return [];
      const actual = archive.actualAt(milestone, moment.knownAt);
      return latenessOf(milestone, planned, actual, exempt, moment) ?? [];
    });
    const then = archive.steadyFileAt(file, moment.knownAt);
    return rawLights(lampsAt(then, late, exemptionAt(file, input, moment.asOf) !== null, moment));
  };
}

function changedReader(file: ProjectFile, input: PastInput): RawReader {
  const { archive, exemptions } = input;
  return (moment) => {
    const known = archive.fileAt(file, moment.knownAt);
    if (known === null) return null;
    const then = { ...known, project: moment.legitimate(known.project) };
    const late = then.milestones
      .map((row) => latenessAt(row, exemptionsOf(exemptions, row.project, row.seq), moment))
      .filter((lateness) => lateness !== null);
    return rawLights(lampsAt(then, late, exemptionAt(file, input, moment.asOf) !== null, moment));
  };
}
