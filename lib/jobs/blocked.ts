import type { PortError } from "../ports/port-error.ts";
import type { RunRecord, StoreLock } from "../ports/store.ts";
import { portErrorWords } from "../views/refusals.ts";
import type { MessageOutcome, Outside, RunRequest } from "./outside.ts";
import { blockedNotices } from "./owed-admin.ts";
import { tellAdmins } from "./tell-admins.ts";

/** A workbook that stays open over two runs in a row is no accident any more: the admins are told, and nobody else. */
export async function reportBlocked(
  request: RunRequest,
  outside: Outside,
  lock: StoreLock,
  records: readonly RunRecord[],
  error: PortError,
): Promise<readonly MessageOutcome[]> {
  if (!(await wasBlockedBefore(outside, records, error))) return [];
  const refusal = portErrorWords(error.code, error.facts);
  return tellAdmins(request, outside, lock, (directory) => blockedNotices(directory, request.asOf, refusal));
}

/** Jobs due together are one occasion: what counts is the run before them. */
async function wasBlockedBefore({ store }: Outside, records: readonly RunRecord[], error: PortError): Promise<boolean> {
  const present = new Set(records.map(({ runId }) => runId));
  const before = (await store.runs()).find(({ runId }) => !present.has(runId));
  return before?.error === error.code;
}
