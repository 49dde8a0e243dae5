import { cpSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { duban, dubanProcess, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";

const NOW = "2026-06-12T08:00";

/** Two folders alike, so that neither run sees what the other wrote. */
async function twins() {
  const [one, other] = [folder(), folder()];
  await writeRegistry(join(one, "台账.xlsx"), smallOffice());
  cpSync(one, other, { recursive: true });
  return [office(one, NOW), office(other, NOW)] as const;
}

/** Folders and seconds differ between the two. */
const alike = (text: string, { DUBAN_REGISTRY }: { readonly DUBAN_REGISTRY: string }): string =>
  text.replaceAll(DUBAN_REGISTRY, "台账.xlsx").replace(/用时 [\d.]+ 秒/, "用时 … 秒");

describe("the command line called by a test and as a process of its own", () => {
  it.each([
    ["0 when it is done", ["days", "2026-02-13", "+20wd"], {}, 0],
    ["0 with a morning's letters", ["run", "daily"], {}, 0],
    ["1 while somebody has the workbook open", ["run", "monthly"], { OPEN: "~$台账.xlsx" }, 1],
    ["2 for what was not understood", ["runn", "daily"], {}, 2],
    ["2 for settings that are wrong", ["check"], { DUBAN_MAIL: "smpt://x" }, 2],
    ["3 for a registry that is not there", ["check", "--registry", "/nowhere/台账.xlsx"], {}, 3],
  ])(
    "says the same and ends with %s",
    async (_what, args, { OPEN, ...more }: { OPEN?: string; DUBAN_MAIL?: string }, code) => {
      const [here, there] = await twins();
      if (OPEN !== undefined)
        for (const { DUBAN_REGISTRY } of [here, there]) writeFileSync(join(dirname(DUBAN_REGISTRY), OPEN), "");
      const called = await duban(args, { ...here, ...more });
      const process = await dubanProcess(args, { ...there, ...more });
      expect(process.code).toBe(code);
      expect({ ...called, out: alike(called.out, here), err: alike(called.err, here), json: null }).toEqual({
        ...process,
        out: alike(process.out, there),
        err: alike(process.err, there),
        json: null,
      });
    },
  );

  it("gives each of two at once its own words", async () => {
    const [days, rules] = await Promise.all([duban(["days", "2026-02-13", "+1wd"]), duban(["rules"])]);
    const [daysAlone, rulesAlone] = [await duban(["days", "2026-02-13", "+1wd"]), await duban(["rules"])];
    expect([days.out, rules.out]).toEqual([daysAlone.out, rulesAlone.out]);
  });
});
