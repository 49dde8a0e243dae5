import { createHash } from "node:crypto";
import { createReadStream, renameSync, statSync } from "node:fs";
import { type FileHandle, link, open, readdir, realpath, rename, stat, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { PortError } from "../../ports/port-error.ts";
import { type Backup, keepBackup, pruneBackups } from "./backups.ts";
import { findLock, openElsewhere } from "./lock-files.ts";

/** Moments of a replacement, for those who watch or test it. */
export type ReplaceStep = "written" | "kept" | "checked" | "replaced";

export interface Replacement {
  readonly file: string;
  /** sha256 of the file the chunks were made from. */
  readonly basis: string;
  readonly chunks: readonly Uint8Array[];
  /** Part of the backup's name. */
  readonly label: string;
  readonly onStep: (step: ReplaceStep) => void | Promise<void>;
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const changed = (file: string) => new PortError("workbook-changed", { file }, { retryable: true });

/**
 * Puts the chunks in the file's place in one step, and only if the file is still the one they were made from.
 * What stood there is kept as a backup; a save by somebody in the last milliseconds wins. Returns the new sha256.
 */
export async function replaceFile({ file, basis, chunks, label, onStep }: Replacement): Promise<string> {
  const target = await realpath(file);
  await refuseReadOnly(target, file);
  await dropLeftovers(target);
  const temp = tempName(target);
  let backup: Backup | null = null;
  let replaced = false;
  try {
    const revision = await writeTemp(temp, chunks, target);
    await onStep("written");
    backup = await keepBackup(target, label);
    await onStep("kept");
    if ((await hashFile(target)) !== basis || (await hashFile(backup.file)) !== basis) throw changed(file);
    await onStep("checked");
    const lock = await findLock(file);
    if (lock !== null) throw openElsewhere(file, lock, 0);
    if (backup.linked && statSync(target).ino !== statSync(backup.file).ino) throw changed(file);
    renameSync(temp, target);
    replaced = true;
    await onStep("replaced");
    await syncFolder(target);
    if (backup.linked && (await hashFile(backup.file)) !== basis) await giveBack(target, backup.file, temp, file);
    await pruneBackups(target);
    return revision;
  } catch (error) {
    await unlink(temp).catch(() => undefined);
    if (backup && !replaced) await unlink(backup.file).catch(() => undefined);
    throw error;
  }
}

/** A file beside nothing: a copy written whole, or not at all. */
export async function writeCopy(out: string, chunks: readonly Uint8Array[]): Promise<void> {
  const target = await realpath(out).catch(() => out);
  const temp = tempName(target);
  try {
    await writeTemp(temp, chunks, null);
    await rename(temp, target);
  } catch (error) {
    await unlink(temp).catch(() => undefined);
    throw error;
  }
}

/** Somebody saved into the very file after it was checked: theirs goes back in place, ours is gone. */
async function giveBack(target: string, backup: string, temp: string, file: string): Promise<never> {
  await link(backup, temp);
  await rename(temp, target);
  await unlink(backup);
  await syncFolder(target);
  throw changed(file);
}

async function refuseReadOnly(target: string, file: string): Promise<void> {
  if (((await stat(target)).mode & 0o222) !== 0) return;
  throw new PortError("workbook-unwritable", { file, reason: "read-only" }, { retryable: false });
}

async function writeTemp(temp: string, chunks: readonly Uint8Array[], like: string | null): Promise<string> {
  const hash = createHash("sha256");
  const handle = await open(temp, "wx", 0o666);
  try {
    for (let i = 0; i < chunks.length; i += CHUNKS_AT_ONCE) {
      const some = chunks.slice(i, i + CHUNKS_AT_ONCE);
      for (const chunk of some) hash.update(chunk);
      await writeAll(handle, some);
    }
    if (like !== null) await takeAfter(handle, like);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}

const CHUNKS_AT_ONCE = 256;

async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const { bytesWritten } = await handle.writev(chunks);
  if (bytesWritten === total) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  for (let at = 0; at < rest.length; ) at += (await handle.write(rest, at)).bytesWritten;
}

/** Mode and, where the system lets us, owner of the file that is replaced. */
async function takeAfter(handle: FileHandle, like: string): Promise<void> {
  const { mode, uid, gid } = await stat(like);
  await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode & 0o7777);
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function syncFolder(target: string): Promise<void> {
  const folder = await open(dirname(target), "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

const alive = new Set<string>();
let counter = 0;

const tempStem = (target: string): string => `.duban-${basename(target)}-${hostname()}-`;

function tempName(target: string): string {
  const temp = join(dirname(target), `${tempStem(target)}${process.pid}-${++counter}.tmp`);
  alive.add(temp);
  return temp;
}

/** Temporary files of processes of this host that are no more. */
async function dropLeftovers(target: string): Promise<void> {
  const stem = tempStem(target);
  for (const name of await readdir(dirname(target))) {
    if (!name.startsWith(stem) || !name.endsWith(".tmp")) continue;
    const pid = Number(name.slice(stem.length).split("-")[0]);
    const file = join(dirname(target), name);
    const ours = pid === process.pid ? alive.has(file) : isRunning(pid);
    if (!ours) await unlink(file).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
