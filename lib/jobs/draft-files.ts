import type { DocumentDraft } from "../domain/document-draft.ts";
import { PortError } from "../ports/port-error.ts";
import type { DraftRecord, Store } from "../ports/store.ts";
import { fileNameOf } from "../views/document-words.ts";
import { attachmentOf } from "./draft-attachment.ts";
import { issueIn, sentLetter, trailOf } from "./draft-trail.ts";
import { frozenFile } from "./frozen-file.ts";
import type { Form } from "./outside.ts";

/** The frozen file of what a draft was sent as; null where nothing is frozen. Throws PortError "document-tampered". */
export async function issuedFile(store: Pick<Store, "fact">, draft: DraftRecord): Promise<Form | null> {
  const named = await issuedAs(store, draft);
  if (named === null || named.digest === "") return null;
  return { filename: named.filename, content: await frozenFile(store, named.digest, named.name) };
}

interface IssuedAs {
  readonly filename: string;
  readonly digest: string;
  /** How people call it. */
  readonly name: string;
}

async function issuedAs(store: Pick<Store, "fact">, draft: DraftRecord): Promise<IssuedAs | null> {
  if (draft.kind !== "document" && draft.kind !== "letter") return null;
  const trail = await trailOf(store, draft.id);
  const issue = issueIn(trail);
  if (issue !== null) {
    const { title } = JSON.parse(draft.body) as DocumentDraft;
    return { filename: fileNameOf(title, issue.number), digest: issue.digest, name: issue.number || title };
  }
  const letter = sentLetter(draft, trail);
  if (letter === null) return null;
  const { number, type, unit, digest = "" } = letter;
  return { filename: fileNameOf(`致${unit}的${type}`, number), digest, name: number };
}

/** A file, or why there is none: a changed one is sent to nobody. */
export type DraftFile = Form | "tampered" | null;

/** What goes with notices about a draft: the frozen bytes of what was sent, else the file as drafted. Each is fetched once. */
export function draftFiles(store: Pick<Store, "fact" | "drafts">): (id: string) => Promise<DraftFile> {
  let drafts: Promise<readonly DraftRecord[]> | null = null;
  const files = new Map<string, Promise<DraftFile>>();
  const fetched = async (id: string): Promise<DraftFile> => {
    drafts ??= store.drafts();
    const draft = (await drafts).find((one) => one.id === id);
    return draft === undefined ? null : ((await issuedOrTampered(store, draft)) ?? attachmentOf(store, draft));
  };
  return (id) => {
    const file = files.get(id) ?? fetched(id);
    files.set(id, file);
    return file;
  };
}

async function issuedOrTampered(store: Pick<Store, "fact">, draft: DraftRecord): Promise<DraftFile> {
  try {
    return await issuedFile(store, draft);
  } catch (error) {
    if (error instanceof PortError && error.code === "document-tampered") return "tampered";
    throw error;
  }
}
