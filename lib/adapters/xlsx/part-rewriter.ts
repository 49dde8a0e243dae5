import { EntryPacker } from "./entry-packer.ts";
import { entryChunks } from "./inflate.ts";
import type { Window } from "./sheet-stream.ts";
import type { ArchiveEntry } from "./zip.ts";

/**
 * Copies a part while some places of it are replaced. Nothing is packed before the first replacement: a sheet without a change costs
 * no writing; at the first one, what went before is inflated again. All places are bytes of the part and only go forward.
 */
export class PartRewriter {
  private readonly entry: ArchiveEntry;
  private packer: EntryPacker | null = null;
  private copied = 0;
  /** What stands instead of the first `to` bytes once something else is replaced. */
  private silent = { to: 0, by: "" };
  /** Bytes [silent.to, replay) are still to be fetched before `waiting`. */
  private replay = 0;
  private waiting: (string | Buffer)[] = [];

  constructor(entry: ArchiveEntry) {
    this.entry = entry;
  }

  get begun(): boolean {
    return this.packer !== null;
  }

  /** Replaces bytes [from, to) of the window by the text. */
  replace(window: Window, from: number, to: number, by: string): void {
    this.copyUpTo(window, from);
    this.put(by);
    this.copied = window.base + to;
  }

  /** Replaces everything before byte `to` of the part; only as the first thing done. */
  replaceHead(to: number, by: string): void {
    this.packer = new EntryPacker();
    this.put(by);
    this.copied = to;
  }

  /** Replaces everything before byte `to` of the part, but only if something behind it is replaced too. */
  replaceHeadSilently(to: number, by: string): void {
    this.silent = { to, by };
  }

  /** The window is about to go: what was not replaced in it is copied. */
  async passed(window: Window, upTo: number): Promise<void> {
    if (!this.packer) return;
    this.copyUpTo(window, upTo);
    await this.fetchReplay();
    await this.packer.ready();
  }

  /** The new entry with `tail` behind all that was passed; null when nothing was replaced. */
  finish(tail: string): Promise<ArchiveEntry> | null {
    this.packer?.writeText(tail);
    return this.packer?.finish(this.entry.name) ?? null;
  }

  private copyUpTo(window: Window, upTo: number): void {
    this.packer ??= this.begin(window);
    const from = this.copied - window.base;
    if (upTo > from) this.put(window.bytes.subarray(from, upTo));
    this.copied = window.base + Math.max(upTo, from);
  }

  private begin(window: Window): EntryPacker {
    const packer = new EntryPacker();
    packer.writeText(this.silent.by);
    this.copied = Math.max(window.base, this.silent.to);
    if (this.copied > this.silent.to) this.replay = this.copied;
    return packer;
  }

  private put(piece: string | Buffer): void {
    if (this.replay > 0) this.waiting.push(piece);
    else if (typeof piece === "string") this.packer!.writeText(piece);
    else this.packer!.write(piece);
  }

  private async fetchReplay(): Promise<void> {
    if (this.replay === 0) return;
    let at = 0;
    for await (const chunk of entryChunks(this.entry)) {
      const from = Math.max(this.silent.to - at, 0);
      const to = Math.min(chunk.length, this.replay - at);
      if (from < to) this.packer!.write(chunk as Buffer, from, to);
      at += chunk.length;
      if (at >= this.replay) break;
      await this.packer!.ready();
    }
    this.replay = 0;
    for (const piece of this.waiting) this.put(piece);
    this.waiting = [];
  }
}
