/** How two milestones hang together: finish or start of the predecessor to finish or start of this one. */
export type LinkType = "FS" | "SS" | "FF" | "SF";

/** One predecessor. `lag` is in working days, or calendar days when `calendarDays`; negative = lead. */
export interface PredecessorLink {
  readonly seq: number;
  readonly type: LinkType;
  readonly lag: number;
  readonly calendarDays: boolean;
}

export interface Predecessors {
  readonly links: readonly PredecessorLink[];
  /** Parts that cannot be read, or name the same predecessor again; as typed. */
  readonly problems: readonly PredecessorProblem[];
}

export interface PredecessorProblem {
  readonly part: string;
  readonly because: "unreadable" | "repeated";
}

const NO_PREDECESSORS: Predecessors = { links: [], problems: [] };

const SEPARATORS = /[,、;\s]+/;
const LINK = /^(\d+(?:\.\d+)?)(FS|SS|FF|SF)?(?:([+-])(\d{1,4})(d|cd|工作日|日历日|日历天|自然日)?)?$/i;

/**
 * `3` · `3,5` · `3FS+10d` · `4SS` · `5FF-2d`; d = working day (also without a unit), cd = calendar day; default FS+0.
 * Full-width signs and Chinese commas are as good. What cannot be read is a problem, never a guess. Source: registry.md, 节点.
 */
export function parsePredecessors(text: string): Predecessors {
  const parts = normalise(text).split(SEPARATORS).filter(Boolean);
  if (parts.length === 0) return NO_PREDECESSORS;
  const links: PredecessorLink[] = [];
  const problems: PredecessorProblem[] = [];
  for (const part of parts) {
    const link = linkOf(part);
    if (link === null) problems.push({ part, because: "unreadable" });
    else if (links.some((known) => known.seq === link.seq)) problems.push({ part, because: "repeated" });
    else links.push(link);
  }
  return { links, problems };
}

/** The same few texts ("10", "20") stand in very many rows. */
export function rememberedParser(): (text: string) => Predecessors {
  const known = new Map<string, Predecessors>([["", NO_PREDECESSORS]]);
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const parsed = parsePredecessors(text);
    known.set(text, parsed);
    return parsed;
  };
}

/** As people type it: 10,20SS+5d. What `parsePredecessors` reads back as the same links. */
export const predecessorsText = (links: readonly PredecessorLink[]): string => links.map(linkText).join(",");

function linkText({ seq, type, lag, calendarDays }: PredecessorLink): string {
  if (lag === 0) return type === "FS" ? String(seq) : `${seq}${type}`;
  return `${seq}${type}${lag > 0 ? "+" : "-"}${Math.abs(lag)}${calendarDays ? "cd" : "d"}`;
}

/** Minus signs of all kinds are one; blanks around a sign or before a type belong to the part. */
const normalise = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[−–—]/g, "-")
    .replace(/\s*([+-])\s*/g, "$1")
    .replace(/(\d)\s+(?=[a-z工日自])/gi, "$1")
    .trim();

function linkOf(part: string): PredecessorLink | null {
  const match = LINK.exec(part);
  if (match === null) return null;
  const [, seq, type, sign, days, unit] = match;
  const lag = days === undefined ? 0 : Number(days);
  return {
    seq: Number(seq),
    type: (type?.toUpperCase() ?? "FS") as LinkType,
    lag: sign === "-" && lag !== 0 ? -lag : lag,
    calendarDays: unit !== undefined && /^(cd|日历日|日历天|自然日)$/i.test(unit),
  };
}
