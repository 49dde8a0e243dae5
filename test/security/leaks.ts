import { showsSecret } from "./secret-mark.ts";

const state = globalThis as { dubanLeaks?: string[] };
state.dubanLeaks ??= [];

/** Who showed a secret; one list for a worker, however often this file is taken in. */
export const leaks: string[] = state.dubanLeaks;

/** For what a test hears before it comes to any stream. */
export function noteSecrets(text: string, who: string): void {
  if (showsSecret(text)) leaks.push(who);
}
