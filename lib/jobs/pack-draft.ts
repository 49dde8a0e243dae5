import type { DocumentDraft } from "../domain/document-draft.ts";
import type { DocumentKind, NewDocument } from "../ports/document-file.ts";
import type { DraftProposal } from "../ports/plan.ts";
import {
  assignmentsDocument,
  assignmentsTitle,
  minutesDocument,
  settledText,
  unitsOf,
} from "../views/documents/assignments.ts";
import { mechanismDocument } from "../views/documents/mechanism-pack.ts";
import { quarterDocument } from "../views/documents/quarter-pack.ts";
import { mechanismPaper } from "../views/packs/mechanism-paper.ts";
import type { MechanismPack, QuarterPack } from "../views/packs/pack-facts.ts";
import { packText } from "../views/packs/pack-text.ts";
import type { PackPaper } from "../views/packs/paper.ts";
import { quarterPaper } from "../views/packs/quarter-paper.ts";
import { proposeDocument } from "./document-proposal.ts";
import { digestOf, draftingOn, recordDraft, registryDigest } from "./drafting.ts";
import type { JobInput } from "./job.ts";
import type { Outside } from "./outside.ts";
import { underLock } from "./under-lock.ts";

/** The papers of one meeting: what is put before it, its minutes, and what it hands out. */
export const PACK_PAPERS = ["材料", "纪要", "交办单"] as const;
export type PackPart = (typeof PACK_PAPERS)[number];

export type Pack = QuarterPack | MechanismPack;

export const paperOf = (pack: Pack): PackPaper => (pack.kind === "quarter" ? quarterPaper(pack) : mechanismPaper(pack));

/** `settled`: what a draft asks an admin to confirm, after the meeting. */
export function packDocument(pack: Pack, paper: PackPaper, part: PackPart, settled = false): NewDocument {
  const head = { office: pack.officeName, meetingDay: pack.meetingDay, settled };
  if (part === "纪要") return minutesDocument(paper, head);
  if (part === "交办单") return assignmentsDocument(paper, head);
  return pack.kind === "quarter" ? quarterDocument(paper, head.office) : mechanismDocument(paper, head.office, pack);
}

/** Minutes and 交办单 get a number when confirmed and go to the units they name; the material has none and goes to nobody by mail. */
export function proposePack(input: JobInput, pack: Pack, paper: PackPaper, part: PackPart): DraftProposal {
  const { kind, fields } = packDocument(pack, paper, part, true);
  const draft: DocumentDraft & { readonly document: DocumentKind } = {
    document: kind,
    title: part === "材料" ? paper.title : part === "纪要" ? paper.minutesTitle : assignmentsTitle(paper),
    asOf: pack.asOf,
    period: pack.kind === "quarter" ? pack.quarter.period : `${pack.mechanism} ${pack.meetingDay}`,
    numbered: part !== "材料",
    fields,
    readers: part === "材料" ? null : { units: unitsOf(paper), leaders: false },
    text: part === "材料" ? linesOf(packText(paper)) : settledText(paper, part),
  };
  const inputDigest = registryDigest(input.reading.registry);
  return proposeDocument(draft, { inputDigest, rulesDigest: input.rulesDigest });
}

const linesOf = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

export interface DraftedPack {
  readonly id: string;
  readonly state: "new" | "same" | "confirmed" | "dropped";
}

/** Puts the proposal into the store as a draft; the same paper again is the same draft. Throws PortError. */
export async function draftPack(proposal: DraftProposal, outside: Outside): Promise<DraftedPack> {
  const { store } = outside;
  return underLock(outside, async (lock) => {
    const fresh = await recordDraft(draftingOn(outside, lock), proposal);
    if (fresh !== null) return { id: fresh.id, state: "new" };
    const known = await store.drafts({ kind: proposal.kind, period: proposal.period });
    const { id, state } = known.findLast(({ digest }) => digest === digestOf(proposal.body))!;
    return { id, state: state === "confirmed" || state === "dropped" ? state : "same" };
  });
}
