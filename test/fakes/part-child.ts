import { handlePart } from "../../functions/lambda/part.ts";

/** A worker's process: it asks its parent what time it is and to be woken, so that nobody waits in earnest. */
export type ToWorker = { readonly body: string; readonly now: number } | { readonly woken: number };
export type FromWorker =
  | { readonly wait: number }
  | { readonly done: object; readonly rss: number }
  | { readonly failed: string };

let now = 0;
let wake = (): void => {};
const tell = (said: FromWorker): void => void process.send!(said);

const turns = {
  now: () => now,
  wait: (ms: number) =>
    new Promise<void>((go) => {
      wake = go;
      tell({ wait: ms });
    }),
};
const LIFE = { check: () => {}, left: () => 600_000, onStep: () => {}, end: () => {}, wait: async () => {} };

async function work(body: string): Promise<void> {
  try {
    const done = await handlePart(body, LIFE, turns);
    tell({ done, rss: process.resourceUsage().maxRSS * 1024 });
  } catch (error) {
    tell({ failed: error instanceof Error ? error.name : "" });
  }
}

function hear(said: ToWorker): void {
  now = "woken" in said ? said.woken : said.now;
  if ("woken" in said) wake();
  else void work(said.body);
}

if (import.meta.main) process.on("message", hear);
