import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import type { Store, StoreLock } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import {
  closeQuietly,
  createLockFile,
  type Holder,
  NOBODY,
  processStart,
  readHolder,
  silence,
  writeHolder,
} from "./lock-file.ts";

export interface LockOptions {
  readonly host: string;
  readonly pid: number;
  readonly heartbeatMs: number;
}

/** A holder on another host is given up after so many beats that did not come (8 × 15 s = 2 minutes). */
const MISSED_BEATS = 8;

/**
 * The one run at a time: an O_EXCL file, since a network share's own locks cannot be trusted. It is looked at and replaced
 * inside a write transaction, so that on a good file system two processes never take over the same dead holder; where
 * that fails too, the token in the database lets only the last of them write.
 */
export async function lock(db: Database, options: LockOptions): ReturnType<Store["lock"]> {
  const path = `${db.file}.lock`;
  // Half written: it is being taken at this moment, and the transaction waits for the taker.
  const before = readHolder(path);
  if (before !== null && before !== NOBODY && isAlive(before, path, options)) return busy(before);
  const claim: { fd: number | null } = { fd: null };
  try {
    const holder = db.alone(() => claimLock(db, path, options, claim));
    return claim.fd === null ? busy(holder) : held(path, claim.fd, holder, options);
  } catch (error) {
    if (claim.fd !== null) rmSync(path, { force: true });
    if (claim.fd !== null) closeQuietly(claim.fd);
    throw error;
  }
}

/** Our own holder with `claim.fd` open, or whoever is in the way. */
function claimLock(db: Database, path: string, options: LockOptions, claim: { fd: number | null }): Holder {
  const found = readHolder(path);
  if (found !== null && isAlive(found, path, options)) return found;
  if (found !== null) rmSync(path, { force: true });
  claim.fd = createLockFile(path);
  if (claim.fd === null) return readHolder(path) ?? NOBODY;
  const holder = { ...ourselves(options), token: nextToken(db) };
  writeHolder(claim.fd, holder);
  return holder;
}

const busy = ({ host, pid, since }: Holder) => ({ heldBy: { host, pid, since } });

const nextToken = (db: Database): number => Number(db.one("UPDATE lease SET token = token + 1 RETURNING token")?.token);

const ourselves = ({ host, pid }: LockOptions): Omit<Holder, "token"> => ({
  id: randomUUID(),
  host,
  pid,
  started: processStart(pid) ?? "",
  since: new Date().toISOString(),
});

/** Same host: the process itself is asked, so a dead one is replaced at once. Elsewhere: its heartbeat. */
function isAlive(holder: Holder, path: string, options: LockOptions): boolean {
  if (holder.host !== options.host) return silence(path) < MISSED_BEATS * options.heartbeatMs;
  const started = processStart(holder.pid);
  if (started === null) return false;
  return started === "" || holder.started === "" || started === holder.started;
}

function held(path: string, fd: number, holder: Holder, options: LockOptions): StoreLock {
  const heart = setInterval(() => beat(fd, holder), options.heartbeatMs);
  heart.unref();
  let released = false;
  return {
    token: holder.token,
    release: async () => {
      if (released) return;
      released = true;
      clearInterval(heart);
      closeQuietly(fd);
      if (readHolder(path)?.id === holder.id) rmSync(path, { force: true });
    },
  };
}

/** A beat that cannot be written is no error here: whoever takes over gets a newer token. */
function beat(fd: number, holder: Holder): void {
  try {
    writeHolder(fd, holder);
  } catch {
    // The share is away; the next beat tries again.
  }
}
