import type { PlainDate } from "../domain/dates.ts";
import type { Judgement } from "../domain/judgement.ts";
import { quarterMatters } from "../domain/meeting-pack/matters.ts";
import { nextStarts } from "../domain/meeting-pack/next-starts.ts";
import { type QuarterDays, quarterAfter } from "../domain/meeting-pack/quarter-days.ts";
import { redMonths } from "../domain/meeting-pack/red-months.ts";
import { stuckChains } from "../domain/meeting-pack/stuck-chains.ts";
import { undecidedAdjustments } from "../domain/meeting-pack/undecided.ts";
import { isUnsolved, levelSections } from "../domain/meeting-pack/unsolved.ts";
import { finishedOn } from "../domain/project-file.ts";
import type { ProjectVerdict } from "../domain/project-lights.ts";
import { meetingRulesOn } from "../rules/meeting-rules.ts";
import type { QuarterPack } from "../views/packs/pack-facts.ts";
import type { JobInput } from "./job.ts";
import { suggestionsOf } from "./list-course.ts";
import { figuresOf } from "./pack-figures.ts";
import { packGround, packIssues } from "./pack-ground.ts";
import { readinessInput } from "./starts.ts";
import { startsOfQuarter } from "./starts-look.ts";

export interface QuarterRequest {
  readonly quarter: QuarterDays;
  readonly meetingDay: PlainDate;
}

/** What the quarter's meeting is told on the as-of day; the figures are those of the quarter's last ended month. Source: domain.md M4. */
export function quarterPack(input: JobInput, { quarter, meetingDay }: QuarterRequest): QuarterPack {
  const { asOf, book } = input;
  const judgement = input.judge(asOf, null);
  const rules = meetingRulesOn(book, asOf);
  const sections = levelSections(
    packIssues(
      input,
      judgement.issues.filter((issue) => isUnsolved(issue, asOf)),
    ),
  );
  const red = redMonths(listedProjects(judgement), { least: rules.redMonths, isOpen });
  const stuck = stuckOf(judgement);
  const undecided = undecidedAdjustments(judgement.adjustmentChecks());
  const starts = startsOf(judgement, quarterAfter(quarter));
  const matters = quarterMatters({ sections, undecided, red, stuck, starts });
  return {
    kind: "quarter",
    quarter,
    redMonths: rules.redMonths,
    ...{ red, stuck, undecided, starts },
    suggestions: suggestionsOf(input, quarter),
    batches: startsOfQuarter(input, quarterAfter(quarter)),
    ...packGround(input, { sections, matters, meetingDay }),
    ...figuresOf(input, quarter),
  };
}

const listedProjects = ({ projects, list }: Judgement): readonly ProjectVerdict[] =>
  projects.filter(({ key }) => list.members.has(key));

/** Finished, it waits for no decision; exempt, it is neither red nor overdue. */
const isOpen = ({ file }: ProjectVerdict): boolean => finishedOn(file) === null;

function stuckOf(judgement: Judgement) {
  const open = new Set(
    listedProjects(judgement)
      .filter(isOpen)
      .map(({ key }) => key),
  );
  return stuckChains(
    judgement.milestones.filter(({ project }) => open.has(project)),
    (code) => [judgement.scheduleCase(code), judgement.schedules(code)],
  );
}

const startsOf = (judgement: Judgement, quarter: QuarterDays) =>
  nextStarts({ ...readinessInput(judgement), files: judgement.listed, quarter });
