import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { PortError } from "../../ports/port-error.ts";

/** Who holds the store, as written into `<store>.lock`. */
export interface Holder {
  /** One per locking, so that nobody removes a lock that is not his. */
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** Boot and start tick of the process: a recycled pid is somebody else. "" where the system does not tell. */
  readonly started: string;
  readonly since: string;
  readonly token: number;
}

/** Stands for a holder whose file cannot be understood. */
export const NOBODY: Holder = { id: "", host: "", pid: 0, started: "", since: "", token: 0 };

/** Always the same length, so that a heartbeat overwrites the file in place. */
const SIZE = 512;

/** O_EXCL: null when the file is already there. */
export function createLockFile(path: string): number | null {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return null;
    throw new PortError("store-unwritable", { file: path, reason: codeOf(error) }, { retryable: false, cause: error });
  }
}

/** Also the heartbeat: what counts is that the file server sees a write. */
export function writeHolder(fd: number, holder: Holder): void {
  writeSync(fd, `${JSON.stringify(holder).padEnd(SIZE - 1)}\n`, 0);
  fsyncSync(fd);
}

/** null: no lock. A file that cannot be understood (half written) belongs to an unknown host. */
export function readHolder(path: string): Holder | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw new PortError("store-unwritable", { file: path, reason: codeOf(error) }, { retryable: true, cause: error });
  }
  return parseHolder(text) ?? NOBODY;
}

function parseHolder(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Holder;
    return typeof holder.id === "string" && typeof holder.pid === "number" ? holder : null;
  } catch {
    return null;
  }
}

/** Milliseconds since the last beat by the file server's clock: our own may differ from the holder's. */
export function silence(path: string): number {
  const probe = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(probe, "");
    return statSync(probe).mtimeMs - statSync(path).mtimeMs;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw new PortError("store-unwritable", { file: path, reason: codeOf(error) }, { retryable: true, cause: error });
  } finally {
    rmSync(probe, { force: true });
  }
}

/** Boot id and start tick of a process (Linux). null: there is no such process, or it is a corpse nobody has buried yet. */
export function processStart(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === "ESRCH") return null;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim()}:${fields[19]}`;
  } catch {
    return "";
  }
}

export function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // The share is gone: the descriptor with it.
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
