import { resolve } from "node:path";
import { lookedAt, paperOf } from "../../lib/jobs/document-file.ts";
import { documentsIn, isAsked } from "../../lib/jobs/documents.ts";
import {
  documentJson,
  documentsWords,
  documentWords,
  type ListedDocument,
  noDocumentWords,
  noFileWords,
  writtenWords,
} from "../../lib/views/documents-list.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { writeNew } from "../new-file.ts";
import { refuseOptions } from "../unfit-options.ts";
import { type Wired, wire } from "../wire.ts";

/** `duban documents`: every letter and document with number, state and digest, void numbers too; one of them with its text, or as its frozen file. */
export async function documents(context: Context, asked: string | undefined): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("documents", options, ["asOf", "knownAt", "period", "dryRun"]);
  if (asked === undefined) refuseOptions("documents（不写编号时）", options, ["out"]);
  const wired = await wire(context.config(), { store: "look" });
  try {
    const { store } = wired.outside;
    const all = await documentsIn(store);
    const records = asked === undefined ? all : all.filter((record) => isAsked(record, asked)).slice(0, 1);
    if (asked !== undefined && records.length === 0) throw new UsageError(noDocumentWords(asked));
    const listed = await Promise.all(records.map((record) => lookedAt(store, record)));
    const written = options.out === undefined ? "" : await writtenOut(wired, listed[0]!, options.out);
    const today = wired.clock.today();
    const words = asked === undefined ? documentsWords(listed, today) : documentWords(listed[0]!, today);
    if (options.json === true) context.print(JSON.stringify(listed.map(documentJson)));
    else context.print(written === "" ? words : written);
    return 0;
  } finally {
    await wired.close();
  }
}

/** Never over a file that is there. Throws UsageError, PortError "document-tampered". */
async function writtenOut({ outside, clock }: Wired, { record }: ListedDocument, out: string): Promise<string> {
  const content = await paperOf(outside, record, clock.today());
  if (content === null) throw new UsageError(noFileWords(record));
  await writeNew(resolve(out), content);
  return writtenWords(out, record);
}
