/**
 * npm run bench:tj3: the critical path beside TaskJuggler 3. Exit 1 when a date differs and no named rule explains it, or a goal is missed.
 * 1. Random networks (up to 40 steps, all types of links, lags and leads, the calendar of 2026 with its make-up days): every early and late date compared.
 * 2. Processor time on 217 × 8 and 5,000 × 20, TaskJuggler's net of an empty project's start. It is given the easier half: late dates alone, the larger
 *    office in parts, a file each; here early and late days, floats and the critical chain are made.
 * 3. Both passes over 100,000 steps against bare additions over the same links.
 * node test/bench/tj3.ts [networks] compares fewer (default 500). Takes some ten minutes. Needs tj3 and GNU time (Debian: tj3, time).
 */
import { calendarFor } from "../../lib/rules/holidays.ts";
import { randomNetwork } from "../fakes/networks.ts";
import { randomFrom } from "../fakes/random.ts";
import { compareWithTj3 } from "../fakes/tj3-differences.ts";
import { RULE_NAMES, RULES } from "../fakes/tj3-rules.ts";
import { TJ3 } from "../require-tool.ts";
import { tableWords } from "./rows-of-figures.ts";
import { emptySeconds, tj3Seconds } from "./tj3-theirs.ts";
import {
  bareSeconds,
  greatNetwork,
  nameOf,
  type Office,
  officeNetworks,
  ourSeconds,
  passSeconds,
  TODAY,
} from "./tj3-time.ts";

const CALENDAR = calendarFor([], null);
const TIMES_FASTER = 100;
const TIMES_BARE = 10;
const GREAT = 100_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function compared(tool: string, count: number): boolean {
  const random = randomFrom(2026);
  const networks = Array.from({ length: count }, () => randomNetwork(random, 40));
  const found = compareWithTj3(tool, networks, CALENDAR, 25);
  const steps = networks.reduce((sum, network) => sum + network.steps.length, 0);
  const differing = [...found.explained.values()].reduce((sum, times) => sum + times, 0);
  say(`\n${found.networks} networks, ${steps} steps: ${found.late} late and ${found.early} early dates compared.`);
  say(`equal: ${found.late + found.early - differing - found.unexplained.length}; explained by a rule: ${differing}`);
  for (const rule of RULE_NAMES) say(`  ${rule}: ${found.explained.get(rule) ?? 0}\n    ${RULES[rule]}`);
  say(`  several of these together: ${found.explained.get("together") ?? 0}`);
  say(`unexplained: ${found.unexplained.length}`);
  for (const line of found.unexplained.slice(0, 20)) say(`  ${line}`);
  return found.unexplained.length === 0;
}

/** What must hold: `found` times at least, or at most, `goal`. */
interface Goal {
  readonly name: string;
  readonly found: number;
  readonly goal: number;
  readonly met: boolean;
}

/** So many projects to a file: TaskJuggler's time grows faster than its file (nearly four times for twice the projects), so parts are kinder to it than the whole. */
const PART = 250;

function raced(tool: string, size: Office, empty: number): Goal {
  const networks = officeNetworks(size);
  const parts = Array.from({ length: Math.ceil(networks.length / PART) }, (_, at) =>
    networks.slice(at * PART, (at + 1) * PART),
  );
  const seconds = parts.reduce((sum, part) => sum + tj3Seconds(tool, part, CALENDAR) - empty, 0);
  const ours = ourSeconds(networks, CALENDAR, 5);
  const files = parts.length === 1 ? "" : ` in ${parts.length} files`;
  say(
    `${nameOf(size)}: TaskJuggler ${seconds.toFixed(2)} s${files}, net of its start of ${empty.toFixed(2)} s each, here ${(ours * 1000).toFixed(2)} ms`,
  );
  const found = seconds / ours;
  return {
    name: `times faster than TaskJuggler, ${nameOf(size)}`,
    found,
    goal: TIMES_FASTER,
    met: found >= TIMES_FASTER,
  };
}

function bare(): Goal {
  const { network, steps } = greatNetwork(GREAT, CALENDAR);
  const [ours, theirs] = [passSeconds(network, CALENDAR, 20), bareSeconds(network, 20)];
  const whole = ourSeconds([{ steps, today: TODAY }], CALENDAR, 3);
  const words = [ours, theirs].map((seconds) => `${(seconds * 1000).toFixed(2)} ms`);
  say(`${GREAT} steps, ${network.from.length} links: both passes ${words[0]}, bare additions ${words[1]}`);
  say(`  told, not judged: from steps to days, floats and the chain ${(whole * 1000).toFixed(0)} ms`);
  const found = ours / theirs;
  return { name: `times the bare additions, ${GREAT} steps`, found, goal: TIMES_BARE, met: found < TIMES_BARE };
}

const goalRow = ({ name, found, goal, met }: Goal): readonly string[] => [
  name,
  found.toFixed(found < 100 ? 1 : 0),
  `${goal === TIMES_BARE ? "<" : "≥"} ${goal}`,
  met ? "pass" : "FAIL",
];

function main(tool: string, count: number): boolean {
  const explained = compared(tool, count);
  say("");
  const empty = emptySeconds(tool, CALENDAR);
  const goals = [
    raced(tool, { projects: 217, milestones: 8 }, empty),
    raced(tool, { projects: 5000, milestones: 20 }, empty),
    bare(),
  ];
  say(`\n${tableWords([["goal", "found", "wanted", ""], ...goals.map(goalRow)])}`);
  return explained && goals.every(({ met }) => met);
}

if (TJ3 === null) {
  process.stderr.write("tj3 is not installed (Debian: apt-get install tj3)\n");
  process.exitCode = 1;
} else {
  process.exitCode = main(TJ3, Number(process.argv[2] ?? 500)) ? 0 : 1;
}
