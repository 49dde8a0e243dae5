/**
 * npm run bench:forecast: the forecast of milestones held against what came, on three generated half-years of a city of 217 projects whose units keep their habits
 * (test/fakes/living/habits.ts), each Monday from the rows of that morning alone; beside it two baselines. Exit 1 when it is no better than both, also where the chain did not make
 * lateness all but certain already.
 */
import { type BrierScores, type Calibration, calibrationOf, type SettledCase } from "../../lib/domain/calibration.ts";
import { calibrationText } from "../../lib/views/forecast-tables.ts";
import { forecastHalfYear } from "../fakes/living/forecasts.ts";

const SEEDS = ["one", "two", "three"] as const;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

say(
  "The city is generated: its units' habits are persistent by construction (some are nearly always late, most now and then, a few hardly ever), as offices",
);
say(
  "say of theirs. What makes steps late there (hard projects, 春节, steps never done, late ones before them) is not how the forecast reckons.",
);

const all: SettledCase[] = [];
const worse: string[] = [];
for (const seed of SEEDS) {
  const cases = forecastHalfYear(seed, 1);
  all.push(...cases.map((one) => ({ ...one, key: `${seed} ${one.key}` })));
  const { brier, uncertain } = tell(`city “${seed}”`, cases);
  if (!isBest(brier) || !isBest(uncertain.brier)) worse.push(seed);
}
tell("all three", all);
if (worse.length > 0) say(`no better than a baseline: ${worse.join(", ")}`);
process.exitCode = worse.length === 0 ? 0 : 1;

function isBest({ forecast, never, average }: BrierScores): boolean {
  return forecast < Math.min(never, average);
}

function tell(title: string, cases: readonly SettledCase[]): Calibration {
  const found = calibrationOf(cases);
  const days = [...new Set(cases.map(({ on }) => on))].toSorted();
  say(`\n${title}\n${calibrationText({ ...found, days, open: 0 })}`);
  return found;
}
