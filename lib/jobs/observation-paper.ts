import type { Month, PlainDate } from "../domain/dates.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import { observationPaper } from "../views/documents/observation.ts";
import { proposeDocument } from "./document-proposal.ts";
import { digestOf, draftingOn, recordDraft } from "./drafting.ts";
import { look } from "./look.ts";
import { publishedVisits } from "./observation.ts";
import type { Outside } from "./outside.ts";
import { underLock } from "./under-lock.ts";

export interface PaperDrafted {
  readonly id: string;
  readonly state: "new" | "same";
}

/** The paper 观摩结果 of a published visit as a draft, which its confirmation numbers and sends; null while nothing is published. Throws SecrecyError, PortError. */
export const draftObservationPaper = (
  { visit, today }: { readonly visit: Month; readonly today: PlainDate },
  outside: Outside,
): Promise<PaperDrafted | null> =>
  underLock(outside, async (lock) => {
    const input = await look(outside, { asOf: today, period: null, knownAt: null });
    const block = publishedVisits(input).find(({ period }) => period === visit);
    if (block === undefined) return null;
    const sources = { inputDigest: digestOf(JSON.stringify(block)), rulesDigest: input.rulesDigest };
    const known = await outside.store.drafts({ kind: "document", period: `观摩结果 ${visit}` });
    const waiting = known.find(
      ({ inputDigest, state }) => inputDigest === sources.inputDigest && state !== "superseded",
    );
    if (waiting !== undefined && waiting.state !== "dropped") return { id: waiting.id, state: "same" };
    const proposal = proposeDocument(observationPaper(block, officeNameOn(input.book, today), today), sources);
    const fresh = await recordDraft(draftingOn(outside, lock), proposal);
    return { id: fresh?.id ?? waiting!.id, state: fresh === null ? "same" : "new" };
  });
