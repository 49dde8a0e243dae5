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
  /** Bytes [0, replay) are still to be fetched before `waiting`. */
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
    this.replay = window.base;
    this.copied = window.base;
    return new EntryPacker();
  }

  private put(piece: string | Buffer): void {
    if (this.replay > 0) this.waiting.push(piece);
    else if (typeof piece === "string") this.packer!.writeText(piece);
    else this.packer!.write(piece);
  }

  private async fetchReplay(): Promise<void> {
    let left = this.replay;
    if (left === 0) return;
    for await (const chunk of entryChunks(this.entry)) {
      this.packer!.write(chunk as Buffer, 0, Math.min(chunk.length, left));
      left -= Math.min(chunk.length, left);
      if (left === 0) break;
      await this.packer!.ready();
    }
    this.replay = 0;
    for (const piece of this.waiting) this.put(piece);
    this.waiting = [];
  }
}
