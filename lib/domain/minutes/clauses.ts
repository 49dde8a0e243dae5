import type { Mention, Vocabulary } from "./mentions.ts";
import { isLimit, namedOf, type RawItem } from "./raw-item.ts";
import { type Roles, rolesOf } from "./roles.ts";

/** One sentence may hold several clauses that each ask something of somebody. */
export interface Clause {
  readonly at: number;
  readonly end: number;
  /** It names who leads and nothing to do yet: 由市水务局牵头, */
  readonly bare: boolean;
  readonly roles: Roles;
}

/** The clauses of a plain sentence; `offset` is what was skipped before it. */
export function clausesOf(plain: string, offset: number, vocabulary: Vocabulary): readonly Clause[] {
  const clauses: Clause[] = [];
  for (const { index, 0: words } of plain.matchAll(/(?:\([^()]*\)|《[^》]*》|“[^”]*”|[^,:])+[,:]?/g)) {
    const text = words.replace(/[,:。;!]+$/, "");
    const roles = rolesOf(text, vocabulary);
    const called = words.endsWith(":") && roles.lead.length > 0 && roles.lead.at(-1)!.end === text.length;
    const bare = /(?:牵头|负责|统筹|主办)$/.test(text);
    clauses.push({
      at: offset + index,
      end: offset + index + words.length,
      bare,
      roles: called ? { ...roles, asked: true } : roles,
    });
  }
  return clauses;
}

/** A new item begins where somebody else is asked, or where another limit is set. */
export function groupsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const groups: Clause[][] = [];
  for (const clause of clauses) {
    const open = groups.at(-1);
    if (open === undefined || beginsAnew(open, clause)) groups.push([clause]);
    else open.push(clause);
  }
  return groups;
}

function beginsAnew(open: readonly Clause[], { roles }: Clause): boolean {
  const lead = open.some((clause) => clause.roles.lead.length > 0 && clause.roles.asked);
  const due = open.some((clause) => clause.roles.phrases.some(isLimit));
  if (roles.lead.length > 0 && roles.asked && lead) return roles.strong || open.at(-1)?.bare !== true;
  return due && roles.phrases.some(isLimit);
}

/** What the clauses of one item say together. */
export interface Gathered {
  readonly lead: readonly Mention[];
  readonly leaders: readonly Mention[];
  readonly asked: boolean;
  readonly strong: boolean;
  readonly narrative: boolean;
  readonly parts: Pick<RawItem, "lead" | "cooperating" | "leaders" | "phrases">;
}

export function gathered(group: readonly Clause[]): Gathered {
  const lead = group
    .flatMap(({ roles }) => roles.lead)
    .filter((one, i, all) => all.findIndex(({ words }) => words === one.words) === i);
  const leading = group.filter(({ roles }) => roles.lead.length > 0);
  const first =
    (leading.find(({ roles }) => roles.strong) ?? leading.find(({ roles }) => roles.asked) ?? leading[0])?.roles.lead ??
    [];
  const asked = group.some(({ roles }) => roles.asked);
  const leaders = group.flatMap(({ roles }) => roles.leaders);
  const helpers = group.flatMap(({ roles }) => roles.cooperating);
  const cooperating = helpers.filter(
    (one, i) =>
      helpers.findIndex(({ words }) => words === one.words) === i && !first.some(({ words }) => words === one.words),
  );
  return {
    lead,
    leaders,
    asked,
    strong: group.some(({ roles }) => roles.strong),
    narrative: group.some(({ roles }) => roles.narrative),
    parts: {
      lead: first.map(namedOf),
      cooperating: cooperating.map(namedOf),
      leaders: leaders.map(namedOf),
      phrases: group.flatMap(({ roles }) => roles.phrases).filter(isLimit),
    },
  };
}
