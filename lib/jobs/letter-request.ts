import type { PlainDate } from "../domain/dates.ts";
import type { LetterDraft } from "../domain/letter-draft.ts";
import { nearest } from "../domain/nearest.ts";
import type { Registry } from "../domain/registry.ts";
import { matchUnit, unitNames } from "../registry/names.ts";
import { digestOf, draftingOn, recordDraft } from "./drafting.ts";
import { look } from "./look.ts";
import type { Outside } from "./outside.ts";
import { reminderProposal } from "./owed-letters.ts";
import { underLock } from "./under-lock.ts";

/** What became of the asking: a draft, the same one as before, or why there is none. */
export type AskedLetter =
  | { readonly state: "new" | "same" | "confirmed" | "dropped"; readonly id: string; readonly letter: LetterDraft }
  | { readonly state: "nothing-overdue"; readonly unit: string }
  | { readonly state: "no-such-unit"; readonly unit: string; readonly nearest: string | null };

/** An admin asks for a 提醒函 to a unit: a draft like the others. Throws SecrecyError, PortError. */
export async function draftReminder(
  { unit: typed, today }: { readonly unit: string; readonly today: PlainDate },
  outside: Outside,
): Promise<AskedLetter> {
  const input = await look(outside, { asOf: today, period: null, knownAt: null });
  const unit = unitCalled(input.reading.registry, typed);
  if (unit === null) return { state: "no-such-unit", unit: typed, nearest: nearestTo(input.reading.registry, typed) };
  const proposal = reminderProposal(input, input.judge(today, null), unit);
  if (proposal === null) return { state: "nothing-overdue", unit };
  const { store } = outside;
  return underLock(outside, async (lock) => {
    const letter = JSON.parse(proposal.body) as LetterDraft;
    const fresh = await recordDraft(draftingOn(outside, lock), proposal);
    if (fresh !== null) return { state: "new", id: fresh.id, letter };
    const drafts = await store.drafts({ kind: "letter", period: proposal.period });
    const same = drafts.findLast(({ digest }) => digest === digestOf(proposal.body))!;
    const state = same.state === "confirmed" || same.state === "dropped" ? same.state : "same";
    return { state, id: same.id, letter };
  });
}

function unitCalled({ units }: Registry, typed: string): string | null {
  const named = units.map(({ name, aliases }) => ({
    name,
    aliases: Array.isArray(aliases) ? (aliases as string[]) : [],
  }));
  const found = matchUnit(unitNames(named), typed.normalize("NFKC").trim());
  return typeof found === "string" ? found : null;
}

const nearestTo = ({ units }: Registry, typed: string): string | null =>
  nearest(
    typed,
    units.map(({ name }) => name),
  );
