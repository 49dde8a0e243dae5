import { addDays } from "../domain/dates.ts";
import type { SentDocument } from "../domain/document-record.ts";
import { type Directory, directoryOf, merge, type Reached, reachAdmins } from "../domain/recipients.ts";
import type { Registry } from "../domain/registry.ts";
import type { JobInput } from "./job.ts";
import { leadersReached } from "./leaders-reached.ts";
import { type Candidate, NO_ITEM } from "./owed.ts";
import { unitHeads } from "./unit-heads.ts";

/** A document that could not leave is made good for so many days; who holds a post later is not sent old papers. */
const OWED_DAYS = 30;

/** Characters that a mail tells of a document, lest it grow too large to be sent; the whole of it is attached. */
const MOST_TEXT = 5_000;

type Known = Pick<JobInput, "asOf" | "letters" | "snapshots"> & {
  readonly reading: Pick<JobInput["reading"], "registry">;
};

/** To the heads of its units, to leaders where it says so, a copy to the admins. */
export function documentCandidates({ asOf, reading, letters, snapshots }: Known): readonly Candidate[] {
  const owed = letters.documents.filter(({ sentOn }) => addDays(sentOn, OWED_DAYS) >= asOf);
  if (owed.length === 0) return [];
  const directory = directoryOf(reading.registry, asOf);
  return owed.map((document) => ({
    kind: "document-sent",
    subject: document.draft,
    level: "",
    due: "",
    item: itemOf(document, snapshots[0]?.name ?? ""),
    reached: readersOf(document, directory, reading.registry),
  }));
}

const itemOf = (
  { draft, number, document, title, sentOn, text }: SentDocument,
  workbook: string,
): Candidate["item"] => ({
  ...NO_ITEM,
  workbook,
  subject: number === "" ? draft : number,
  name: title,
  facts: { draft, document, number, sentOn, text: beginning(text), paragraphs: text.length },
});

/** As many whole paragraphs as there is room for, the first in any case. */
function beginning(text: readonly string[]): readonly string[] {
  let room = MOST_TEXT;
  const fitting = text.findIndex((paragraph) => {
    room -= paragraph.length;
    return room < 0;
  });
  return fitting < 0 ? text : text.slice(0, Math.max(1, fitting));
}

function readersOf({ units, leaders }: SentDocument, directory: Directory, registry: Registry): Reached {
  const names = units === "ranked" ? rankedUnits(registry) : units;
  return merge([
    ...names.map((unit) => unitHeads(directory, unit)),
    ...(leaders ? [leadersReached(directory, registry)] : []),
    reachAdmins(directory),
  ]);
}

/** Those a ranking is about: 参与排名 left blank is yes, 其他 never. */
const rankedUnits = ({ units }: Registry): readonly string[] =>
  units.filter(({ group, ranked }) => group !== "其他" && ranked !== false).map(({ name }) => name);
