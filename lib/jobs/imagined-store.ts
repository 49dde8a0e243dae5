import { PortError } from "../ports/port-error.ts";
import { begunRun, type DraftRecord, type Store } from "../ports/store.ts";
import { imaginedHistory } from "./imagined-history.ts";
import { imaginedLedger, once } from "./imagined-ledger.ts";

/**
 * A store that reads through to a real one and keeps whatever is written in memory: what would be if. The real one may be read-only and stays as it is;
 * its lock is not asked for. It keeps the contract of the port (test/contracts/store.ts).
 */
export function imaginedStore(real: Store): Store {
  let last = 0;
  let holder: number | null = null;
  const check = (token: number): void => {
    if (token !== holder) throw new PortError("lease-lost", {}, { retryable: false });
  };
  return {
    id: real.id,
    lock: async () => {
      if (holder !== null) return { heldBy: { host: "imagined", pid: holder, since: "" } };
      last += 1;
      holder = last;
      const token = last;
      return {
        token,
        release: async () => {
          if (holder === token) holder = null;
        },
      };
    },
    ...imaginedHistory(real, check),
    ...imaginedLedger(real, check),
    ...imaginedRuns(real, check),
    ...imaginedDrafts(real, check),
    ...imaginedFacts(real, check),
    close: async () => {},
  };
}

type Check = (token: number) => void;

function imaginedRuns(real: Pick<Store, "runs">, check: Check): Pick<Store, "startRun" | "finishRun" | "runs"> {
  const runs = once(async () => new Map((await real.runs()).map((run) => [run.runKey, run])));
  return {
    startRun: async (token, run) => {
      check(token);
      const all = await runs();
      const known = all.get(run.runKey);
      if (known?.state === "done") return null;
      const next = [...all.values()].reduce((most, { runId }) => Math.max(most, runId), 0) + 1;
      const record = begunRun(run, known?.runId ?? next);
      all.set(run.runKey, record);
      return record;
    },
    finishRun: async (token, run) => {
      check(token);
      (await runs()).set(run.runKey, run);
    },
    runs: async ({ job, limit } = {}) =>
      [...(await runs()).values()]
        .filter((run) => job === undefined || run.job === job)
        .sort((a, b) => b.runId - a.runId)
        .slice(0, limit),
  };
}

type Move = Parameters<Store["moveDraft"]>[2];

interface Known {
  readonly draft: DraftRecord;
  /** What was imagined of it. */
  readonly move: Move | null;
  readonly isImagined: boolean;
}

function imaginedDrafts(real: Pick<Store, "drafts">, check: Check): Pick<Store, "addDraft" | "moveDraft" | "drafts"> {
  const drafts = once(
    async () =>
      new Map<string, Known>(
        (await real.drafts()).map((draft) => [draft.id, { draft, move: null, isImagined: false }]),
      ),
  );
  return {
    addDraft: async (token, draft) => {
      check(token);
      const all = await drafts();
      if (all.has(draft.id)) return false;
      all.set(draft.id, { draft, move: null, isImagined: true });
      return true;
    },
    moveDraft: async (token, id, to) => {
      check(token);
      const known = (await drafts()).get(id);
      if (known === undefined || movedBy(known, "~").state !== "draft") return false;
      (await drafts()).set(id, { ...known, move: to });
      return true;
    },
    drafts: async ({ kind, period, knownAt = "~" } = {}) => {
      const then = new Map((await real.drafts({ knownAt })).map((draft) => [draft.id, draft]));
      return [...(await drafts()).values()]
        .map((known) => (known.isImagined ? known : { ...known, draft: then.get(known.draft.id) ?? known.draft }))
        .filter(({ draft }) => draft.createdAt <= knownAt)
        .map((known) => movedBy(known, knownAt))
        .filter((draft) => kind === undefined || draft.kind === kind)
        .filter((draft) => period === undefined || draft.period === period)
        .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
    },
  };
}

function movedBy({ draft, move }: Known, knownAt: string): DraftRecord {
  if (move === null || move.at > knownAt) return draft;
  const confirmed = move.state === "confirmed";
  return {
    ...draft,
    state: move.state,
    confirmedBy: confirmed ? move.by : "",
    confirmedAt: confirmed ? move.at : null,
  };
}

function imaginedFacts(real: Pick<Store, "fact">, check: Check): Pick<Store, "fact" | "setFact"> {
  const facts = new Map<string, string>();
  return {
    fact: async (name) => facts.get(name) ?? real.fact(name),
    setFact: async (token, name, value) => {
      check(token);
      facts.set(name, value);
    },
  };
}
