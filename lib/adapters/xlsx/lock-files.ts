import { access, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PortError } from "../../ports/port-error.ts";

export interface LockPatience {
  /** How often to look again. */
  readonly retries: number;
  readonly waitMs: number;
}

/**
 * Names of the files by which others say that they have the workbook open: Excel and WPS `~$name`, with long names their first two
 * characters replaced, WPS on Linux `.~name`, LibreOffice `.~lock.name#`. None of them names a process, so presence counts.
 */
export function lockNames(base: string): string[] {
  const names = [`~$${base}`, `.~lock.${base}#`, `.~${base}`];
  return base.length > 2 ? [...names, `~$${base.slice(2)}`] : names;
}

/** The lock file that stands beside the workbook (or beside what a link points to), null when nobody has it open. */
export async function findLock(file: string): Promise<string | null> {
  const places = new Set([file, await realpath(file).catch(() => file)]);
  for (const place of places) {
    for (const name of lockNames(basename(place))) {
      const lock = join(dirname(place), name);
      if (
        await access(lock).then(
          () => true,
          () => false,
        )
      )
        return lock;
    }
  }
  return null;
}

/** Waits for the others to close the workbook; PortError "workbook-open" when they do not. */
export async function waitForLocks(file: string, patience: LockPatience): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const lock = await findLock(file);
    if (lock === null) return;
    if (attempt >= patience.retries) throw openElsewhere(file, lock, patience.retries);
    await wait(patience.waitMs);
  }
}

export const openElsewhere = (file: string, lock: string, retries: number): PortError =>
  new PortError("workbook-open", { file, lock: basename(lock), retries }, { retryable: true });
