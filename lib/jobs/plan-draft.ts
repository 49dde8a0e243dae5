import { textMark } from "../domain/notice-key.ts";
import type { RowsDraft } from "../domain/rows-draft.ts";
import type { DraftProposal } from "../ports/plan.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { againName } from "../views/plan-workbook.ts";
import { releasesIn, trailOf } from "./draft-trail.ts";
import { digestOf, draftingOn, recordDraft } from "./drafting.ts";
import type { Outside } from "./outside.ts";
import type { PlanRefusal } from "./plan-case.ts";
import type { ProposedPlan } from "./plan-proposal.ts";
import { underLock } from "./under-lock.ts";

export interface DraftedPlan {
  readonly id: string;
  readonly state: "new" | "same" | "confirmed";
}

/** Puts the proposal into the store: one draft a project, another finish replaces it, the same request is the same draft. Throws PortError. */
export async function draftPlan(
  plan: ProposedPlan,
  filename: string,
  outside: Outside,
): Promise<DraftedPlan | PlanRefusal> {
  const { store } = outside;
  return underLock(outside, async (lock) => {
    const period = periodOf(plan.project.code);
    const drafts = await store.drafts({ kind: "rows" });
    const known = drafts.filter((draft) => draft.period === period);
    const waiting = await waitingOf(store, known);
    if (waiting !== null) return { refused: "waiting", facts: { id: waiting } };
    const body = JSON.stringify(askedAgain(plan.body, known));
    const proposal: DraftProposal = {
      ...{ kind: "rows", period, lockDay: plan.today, body },
      idStem: stemOf(plan.project.code, known.length, drafts),
      attachment: { filename, workbook: plan.workbook },
      inputDigest: digestOf(JSON.stringify([plan.template, plan.aim])),
      rulesDigest: plan.rulesDigest,
    };
    const fresh = await recordDraft(draftingOn(outside, lock), proposal);
    if (fresh !== null) return { id: fresh.id, state: "new" };
    const same = known.findLast(({ digest }) => digest === digestOf(body))!;
    return { id: same.id, state: same.state === "confirmed" ? "confirmed" : "same" };
  });
}

const periodOf = (project: string): string => `节点 ${project}`;

/** Rows that an admin let out and that may not stand yet would be proposed a second time. */
async function waitingOf(store: Store, known: readonly DraftRecord[]): Promise<string | null> {
  for (const { id } of known)
    if (releasesIn(await trailOf(store, id)).some(({ appendedAt }) => appendedAt === null)) return id;
  return null;
}

/** A person who asks again for what was withdrawn gets it: the source counts the times. */
function askedAgain(body: RowsDraft, known: readonly DraftRecord[]): RowsDraft {
  const dropped = new Set(known.filter(({ state }) => state === "dropped").map(({ digest }) => digest));
  let asked = body;
  for (let n = 2; dropped.has(digestOf(JSON.stringify(asked))); n++)
    asked = { ...body, source: againName(body.source, n) };
  return asked;
}

const TYPEABLE = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

/** N-P-031, as short as the project's code; with a mark of it where that is no word to type, or where another project's draft has the name. */
function stemOf(project: string, issued: number, drafts: readonly DraftRecord[]): string {
  const marked = `N-${textMark(project).toUpperCase()}X`;
  if (!TYPEABLE.test(project)) return marked;
  const id = (stem: string): string => (issued === 0 ? stem : `${stem}-${issued + 1}`);
  const taken = new Set(drafts.map((draft) => draft.id));
  return taken.has(id(`N-${project}`)) ? marked : `N-${project}`;
}
