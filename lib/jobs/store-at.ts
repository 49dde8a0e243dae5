import type { Instant } from "../domain/dates.ts";
import type { Store } from "../ports/store.ts";

const earlier = (asked: Instant | undefined, at: Instant): Instant => (asked === undefined || asked > at ? at : asked);

/** The store as it stood at an instant, for reading only: what was recorded later is not there yet. Bounces are cut by who asks for them. */
export const storeAt = (store: Store, at: Instant): Store => ({
  ...store,
  history: (workbook, options) => store.history(workbook, { ...options, knownAt: earlier(options?.knownAt, at) }),
  readingAt: (workbook, knownAt) => store.readingAt(workbook, earlier(knownAt, at)),
  notices: (options) => store.notices({ ...options, knownAt: earlier(options?.knownAt, at) }),
  drafts: (options) => store.drafts({ ...options, knownAt: earlier(options?.knownAt, at) }),
  messages: async (options) => (await store.messages(options)).filter(({ changedAt }) => changedAt <= at),
  runs: async (options) =>
    (await store.runs(options)).filter(({ startedAt }) => startedAt <= at).map((run) => asThen(run, at)),
});

const asThen = <T extends { readonly finishedAt: Instant | null }>(run: T, at: Instant): T =>
  run.finishedAt !== null && run.finishedAt > at ? { ...run, finishedAt: null, state: "running" } : run;
