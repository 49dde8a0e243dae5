import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { moving } from "../../functions/serve/moving-clock.ts";
import { startRounds } from "../../functions/serve/rounds.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { lettersTo } from "./http-office.ts";

type Line = Readonly<Record<string, unknown>>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The schedule of an office on a clock that the test moves. */
async function rounds(now: string, { lock = false, before }: { lock?: boolean; before?: string } = {}) {
  const dir = folder();
  const settings = office(dir, now);
  await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
  if (before !== undefined) expect((await duban(["run", "due"], { ...settings, DUBAN_NOW: before })).code).toBe(0);
  const lockFile = join(dir, "~$台账.xlsx");
  if (lock) writeFileSync(lockFile, "");
  let passed = 0;
  const lines: Line[] = [];
  const config = moving(readConfig(settings, undefined), () => passed);
  const going = startRounds({ config, log: (line) => void lines.push(line as Line) });
  onTestFinished(() => going.stop());
  return {
    dir,
    stop: going.stop,
    lines,
    pass: (ms: number) => (passed += ms),
    close: () => rmSync(lockFile),
    /** The next line about it. */
    heard: async (event: string, count: number): Promise<Line> => {
      for (;;) {
        const found = lines.filter((line) => line.event === event)[count - 1];
        if (found !== undefined) return found;
        await new Promise((done) => setTimeout(done, 20));
      }
    },
    /** Long enough for the clock to have been looked at. */
    quiet: () => new Promise((done) => setTimeout(done, 2_500)),
  };
}

describe("the schedule of one process", () => {
  it("tries what failed again after ten minutes, and then has done with it until the next morning", async () => {
    const { heard, pass, close, quiet, lines } = await rounds("2026-06-12T07:30", { lock: true });
    expect(await heard("run", 1)).toMatchObject({ state: "failed", remarks: ["workbook-open"] });
    close();
    pass(9 * MINUTE);
    await quiet();
    expect(lines).toHaveLength(1);
    pass(2 * MINUTE);
    expect(await heard("run", 2)).toMatchObject({ state: "done" });
    pass(30 * MINUTE);
    await quiet();
    expect(lines).toHaveLength(2);
  });

  it("at night it waits for the morning, so that all of a day leaves in one letter", async () => {
    const { heard, pass, quiet, lines, dir } = await rounds("2026-06-12T03:00", { before: "2026-06-05T08:00" });
    await quiet();
    expect(lines).toEqual([]);
    pass(4.5 * HOUR);
    expect(await heard("run", 1)).toMatchObject({
      state: "done",
      runKey: expect.stringMatching(/^daily@2026-06-12\+weekly@2026-06-08/),
    });
    expect(await lettersTo(dir, "wang@jia.example")).toHaveLength(2);
  });

  it("a machine that slept over half past seven does it when it wakes", async () => {
    const { heard, pass } = await rounds("2026-06-11T18:00", { before: "2026-06-11T08:00" });
    pass(16 * HOUR);
    expect(await heard("run", 1)).toMatchObject({ state: "done", runKey: "daily@2026-06-12" });
  });

  it("a clock put back by days makes it ask again, and does no day twice", async () => {
    const { heard, pass, quiet, lines } = await rounds("2026-06-12T08:00", { before: "2026-06-11T08:00" });
    expect(await heard("run", 1)).toMatchObject({ state: "done", runKey: "daily@2026-06-12" });
    pass(-72 * HOUR);
    expect(await heard("run", 2)).toMatchObject({ state: "overtaken", asOf: "2026-06-09" });
    pass(72 * HOUR + HOUR);
    await quiet();
    expect(lines.filter(({ event }) => event === "run")).toHaveLength(2);
  });

  it("an hour after a run that did not come the dead man tells the admins", async () => {
    const { heard, pass, dir } = await rounds("2026-06-12T08:00", { lock: true, before: "2026-06-11T08:00" });
    await heard("run", 1);
    pass(35 * MINUTE);
    expect(await heard("watch", 1)).toMatchObject({ state: "missed", missed: ["daily@2026-06-12"], sent: 1 });
    const letters = await lettersTo(dir, "sun@jia.example");
    expect(letters.map(({ subject }) => subject)).toContain("【督办运行】1 项请处理（6月12日）");
    expect(letters.some(({ text }) => text?.includes("日常运行漏 1 次：6月12日（周五）07:30 应做而未做"))).toBe(true);
  });

  it("told to stop it ends at once, with nothing under way", async () => {
    const { stop, lines, heard } = await rounds("2026-06-12T08:00", { before: "2026-06-11T08:00" });
    await heard("run", 1);
    await stop();
    expect(lines).toHaveLength(1);
  });
});
