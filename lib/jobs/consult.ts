import { consultedUntil } from "../domain/consultation.ts";
import type { NewDocument } from "../ports/document-file.ts";
import type { Attachment } from "../ports/mailer.ts";
import type { Store } from "../ports/store.ts";
import { calculationDocument, calculationFilename, FOR_CONSULTATION } from "../views/documents/calculation.ts";
import type { Calculation } from "../views/unit-explanation.ts";
import { isConsultable } from "./consulted.ts";
import { keepTrail, trailOf } from "./draft-trail.ts";
import { believed } from "./foreign-store.ts";
import type { Outside, Remark } from "./outside.ts";
import { RefusedConfirmError } from "./refused-confirm.ts";
import { type ReleasingResult, refuseUnready } from "./release-result.ts";
import { refuseOpenMonths } from "./roll-up-ready.ts";
import { maySend } from "./standing.ts";
import { calculationsOf } from "./unit-calculations.ts";

/**
 * A drafted result is let out for consultation: every ranked unit is sent its own figures and points, and nothing else; who may object and until when
 * is said there. Its calculation is frozen first. Once for each draft; done again it changes nothing. Throws RefusedConfirmError.
 */
export async function consultResult(releasing: ReleasingResult): Promise<readonly Remark[]> {
  const { outside, lock, draft, by, today, book } = releasing;
  const { id, kind, period } = draft;
  if (!isConsultable(kind)) throw new RefusedConfirmError("no-consultation", { id });
  const trail = await trailOf(outside.store, id);
  if (trail.some((step) => step.do === "consult")) return [];
  if (draft.state === "confirmed") throw new RefusedConfirmError("published", { id });
  await refuseUnpaired(releasing);
  refuseUnready(releasing);
  await refuseOpenMonths(draft, outside);
  const calculations = await calculationsOf(draft, today, book.book, outside);
  for (const calculation of calculations)
    await outside.store.setFact(lock.token, factName(id, calculation.unit), JSON.stringify(calculation));
  const until = consultedUntil(book.calendar, period, today);
  await keepTrail(outside.store, lock, id, [...trail, { do: "consult", by, at: outside.now(), until }]);
  await outside.onStep("consulted", id);
  return [{ code: "consulted", facts: { id, until, units: calculations.length } }];
}

/** Where nothing may be sent no unit reads its figures, and the days to object would pass unseen. */
async function refuseUnpaired({ outside, draft: { id } }: ReleasingResult): Promise<void> {
  const { standing } = await believed(outside, await outside.spreadsheet.read(() => false));
  if (!maySend(standing)) throw new RefusedConfirmError("not-paired", { id });
}

const factName = (draft: string, unit: string): string => `calculation:${draft}/${unit}`;

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A unit's frozen calculation as a file; null where none was frozen. Throws PortError of the template. */
export async function calculationFile(
  { store, writeDocument }: Pick<Outside, "writeDocument"> & { readonly store: Pick<Store, "fact"> },
  draft: string,
  unit: string,
): Promise<Attachment | null> {
  const text = await store.fact(factName(draft, unit));
  if (text === null) return null;
  const calculation = JSON.parse(text) as Calculation;
  const filename = calculationFilename(unit, calculation.period);
  return { filename, contentType: DOCX, content: await writeDocument(paperOf(calculation)) };
}

const paperOf = (calculation: Calculation): NewDocument =>
  calculationDocument(calculation, { draft: true, place: "", opening: [FOR_CONSULTATION], footnotes: [] });
