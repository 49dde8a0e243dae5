import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWorkbook } from "../../lib/adapters/xlsx/new-workbook.ts";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import type { Judgement } from "../../lib/domain/judgement.ts";
import { NO_LEDGER } from "../../lib/domain/notice.ts";
import { assess } from "../../lib/jobs/assess.ts";
import { NO_LETTERS } from "../../lib/jobs/letter-book.ts";
import { wantedTitle } from "../../lib/registry/reading.ts";
import { DEMO_AS_OF, demoCity, PLANTED } from "../../sheets-templates/demo-city.ts";
import { cleanCity } from "../../sheets-templates/demo-rows.ts";
import { registrySheets } from "../../sheets-templates/registry-sheets.ts";

const room = mkdtempSync(join(tmpdir(), "duban-lights-"));
let messy: Judgement;
let clean: Judgement;

async function judged(name: string, content: Uint8Array): Promise<Judgement> {
  const file = join(room, `${name}.xlsx`);
  writeFileSync(file, content);
  const snapshots = [await openXlsx(file, { name: "demo" }).read(wantedTitle)];
  const known = {
    snapshots,
    histories: new Map(),
    ledger: NO_LEDGER,
    published: [],
    letters: NO_LETTERS,
    consulted: [],
    unread: [],
    at: `${DEMO_AS_OF}T00:00:00.000Z`,
  };
  return assess(known, DEMO_AS_OF, null).judge(DEMO_AS_OF, null);
}

const keysOf = (verdicts: readonly { readonly key: string; readonly light: string }[], ...lights: string[]) =>
  verdicts.filter(({ light }) => lights.includes(light)).map(({ key }) => key);

beforeAll(async () => {
  messy = await judged("messy", await demoCity());
  clean = await judged("clean", await writeWorkbook({ title: "", sheets: registrySheets(cleanCity()) }));
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

describe("the lights of the demo city", () => {
  it("turn red nowhere because of a mess", () => {
    expect(keysOf(clean.milestones, "red")).toEqual(expect.arrayContaining(keysOf(messy.milestones, "red")));
    expect(keysOf(clean.projects, "red")).toEqual(expect.arrayContaining(keysOf(messy.projects, "red")));
  });

  it("turn yellow by a mess only where a reported figure fell", () => {
    const before = [...keysOf(clean.projects, "yellow", "red"), "P-099"];
    expect(before).toEqual(expect.arrayContaining(keysOf(messy.projects, "yellow")));
    expect(keysOf(clean.milestones, "yellow")).toEqual(expect.arrayContaining(keysOf(messy.milestones, "yellow")));
  });

  it("show 无法判定 where the day that decides cannot be read", () => {
    expect(keysOf(messy.milestones, "grey")).toEqual(expect.arrayContaining(["P-052/20", "P-066/40", "P-087/70"]));
  });

  it("tell a story: most projects fine, some behind, a few red, some exempt", () => {
    const share = (light: string): number => keysOf(messy.projects, light).length / messy.projects.length;
    expect(share("green") + share("none")).toBeGreaterThan(0.55);
    expect(share("yellow") + share("blue")).toBeGreaterThan(0.1);
    expect(share("red")).toBeGreaterThan(0.02);
    expect(share("red")).toBeLessThan(0.12);
    expect(share("exempt")).toBeGreaterThan(0);
  });

  it("judge the progress of September, whose reports are locked", () => {
    expect(messy.reportMonth).toBe("2026-09");
  });

  it("ask the planted questions of the units, and no others", () => {
    const asked = messy.questions.map(({ report, identity }) => `${report} ${identity}`).sort();
    const planted = PLANTED.filter(({ shows }) => shows === "asked").map(({ key, code }) => `${key} ${code}`);
    expect(asked).toEqual(planted.sort());
  });
});
