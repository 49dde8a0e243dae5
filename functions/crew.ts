import type { Crew } from "../lib/jobs/round.ts";
import type { Config } from "./config.ts";
import { googlePlace, spreadsheetId, type Turns } from "./open-registry.ts";

export interface OpenCrew extends Crew {
  readonly close: () => void;
}

/** What workers and runs share; null without queues. Opens no connection yet. */
export async function openCrew(config: Config, turns: Turns = {}): Promise<OpenCrew | null> {
  const { queues, store } = config;
  if (queues === null || store?.kind !== "dynamodb") return null;
  const [{ openQueue }, { openAnswers }, { googleRelay }, place] = await Promise.all([
    import("../lib/adapters/sqs/queue.ts"),
    import("../lib/adapters/dynamodb/answers.ts"),
    import("../lib/adapters/google-sheets/relay.ts"),
    googlePlace(config, turns),
  ]);
  const [parts, runs, answers] = [openQueue(queues.parts), openQueue(queues.runs), openAnswers(store.table)];
  const all = [parts, runs, answers, place];
  const close = (): void => {
    for (const one of all) one.close();
  };
  return { parts, runs, answers, relay: googleRelay(spreadsheetId, place.options), close };
}
