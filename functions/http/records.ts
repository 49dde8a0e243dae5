import { confirmDraft } from "../../lib/jobs/confirm.ts";
import { draftsTold } from "../../lib/jobs/drafts-told.ts";
import type { RunRecord } from "../../lib/ports/store.ts";
import { sealedJson } from "../../lib/views/drafts.ts";
import { type Answer, refusal } from "./answer.ts";
import { confirmAsked } from "./asked.ts";
import { opened } from "./opened.ts";
import { outcomeAnswer } from "./run-door.ts";
import type { Visit } from "./visit.ts";

/** `GET /runs/{id}`: the record of one run. */
export async function runRecord({ id, config }: Visit): Promise<Answer> {
  const runs = await opened(config, "look", ({ outside }) => outside.store.runs());
  const run = runs.find(({ runId }) => runId === Number(id));
  if (run === undefined) throw refusal(404, "no-such-run", `没有第 ${id} 次运行。`);
  return { status: 200, body: { ...run, error: codeOf(run) } };
}

/** A bug is recorded with its message, which may quote a cell or a path: that is for the machine's own log. */
const codeOf = ({ error }: RunRecord): string => (/^[a-z-]*$/.test(error) ? error : "internal");

/** `GET /drafts`: what `duban drafts --json` prints, but for what a draft says that ranks or names somebody and is not confirmed. */
export async function draftList({ config }: Visit): Promise<Answer> {
  const drafts = await opened(config, "look", ({ outside }) => draftsTold(outside.store));
  return { status: 200, body: drafts.map(sealedJson) };
}

/** `POST /drafts/{id}/confirm`: answers what `duban confirm ID --by NAME --json` prints. */
export async function confirmDoor({ id, body, config }: Visit): Promise<Answer> {
  const asked = confirmAsked(body);
  const outcome = await opened(config, "keep", ({ outside, clock }) =>
    confirmDraft({ id, ...asked, today: clock.today() }, outside),
  );
  return outcomeAnswer(outcome);
}
