import type { TemplateNode } from "./chain-fit.ts";
import { scheduleNetwork } from "./network-schedule.ts";
import { parsePredecessors } from "./predecessors.ts";
import type { Calendar } from "./working-days.ts";

/** Why a template cannot be followed. `seqs`: its steps concerned; `part`: what cannot be read. */
export interface TemplateFault {
  readonly because:
    | "empty"
    | "duration-negative"
    | "duration-too-long"
    | "predecessor-unreadable"
    | "predecessor-unknown"
    | "predecessor-itself"
    | "circular";
  readonly seqs: readonly number[];
  readonly part: string;
}

const PLAIN_WEEK: Calendar = { special: new Map(), announced: new Set() };

/** Ten years of working days: whoever types more has typed something else. */
const LONGEST = 2_500;

/** The first fault of a template; null: none. Its numbers are each its own, since the tab's key is 模板+序号. */
export function templateFault(nodes: readonly TemplateNode[]): TemplateFault | null {
  if (nodes.length === 0) return { because: "empty", seqs: [], part: "" };
  const negative = nodes.find(({ duration }) => duration < 0);
  if (negative !== undefined) return { because: "duration-negative", seqs: [negative.seq], part: "" };
  const long = nodes.find(({ duration }) => duration > LONGEST);
  if (long !== undefined) return { because: "duration-too-long", seqs: [long.seq], part: String(long.duration) };
  const known = new Set(nodes.map(({ seq }) => seq));
  for (const { seq, predecessors } of nodes) {
    const { links, problems } = parsePredecessors(predecessors);
    if (problems.length > 0) return { because: "predecessor-unreadable", seqs: [seq], part: problems[0]!.part };
    const unknown = links.find((link) => !known.has(link.seq));
    if (unknown !== undefined) return { because: "predecessor-unknown", seqs: [seq], part: String(unknown.seq) };
  }
  const steps = nodes.map(({ seq, duration, predecessors }) => ({
    ...{ seq, duration, links: parsePredecessors(predecessors).links },
    ...{ planned: null, finished: null, fixed: null },
  }));
  const { state, cycle } = scheduleNetwork(steps, PLAIN_WEEK, "2026-01-05");
  if (cycle.length === 1) return { because: "predecessor-itself", seqs: cycle, part: "" };
  return state === "circular" ? { because: "circular", seqs: cycle, part: "" } : null;
}
