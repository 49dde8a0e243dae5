import type { PlainDate } from "../domain/dates.ts";
import type { DocumentRecord } from "../domain/document-record.ts";
import type { LetterDraft } from "../domain/letter-draft.ts";
import { PortError } from "../ports/port-error.ts";
import { wantedTitle } from "../registry/reading.ts";
import { officeNameOn } from "../rules/letter-rules.ts";
import type { ListedDocument } from "../views/documents-list.ts";
import { letterDocument } from "../views/letter-paper.ts";
import { readAll } from "./assess.ts";
import { frozenFile } from "./frozen-file.ts";
import type { Outside } from "./outside.ts";

/** Whether its bytes are still those that were frozen. */
export async function lookedAt(store: Outside["store"], record: DocumentRecord): Promise<ListedDocument> {
  if (record.digest === "") return { record, intact: null };
  try {
    await frozenFile(store, record.digest, record.number);
    return { record, intact: true };
  } catch (error) {
    if (error instanceof PortError && error.code === "document-tampered") return { record, intact: false };
    throw error;
  }
}

/**
 * The frozen bytes; of one that waits its paper as it will look, without number and day. null: it has none. Throws PortError "document-tampered", and
 * of the template.
 */
export async function paperOf(outside: Outside, record: DocumentRecord, today: PlainDate): Promise<Uint8Array | null> {
  const { store } = outside;
  const name = record.number === "" ? record.title : record.number;
  if (record.digest !== "") return frozenFile(store, record.digest, name);
  if (record.state !== "waiting") return null;
  const draft = (await store.drafts()).find(({ id }) => id === record.draft);
  if (draft?.kind !== "letter") return draft?.attachment?.content ?? null;
  const { books } = readAll([await outside.spreadsheet.read(wantedTitle)], today);
  const office = officeNameOn(books.book, today);
  return outside.writeDocument(letterDocument(JSON.parse(draft.body) as LetterDraft, null, office));
}
