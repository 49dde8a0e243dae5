import { describe, expect, test } from "vitest";
import { NO_LEDGER } from "../../lib/domain/notice.ts";
import { assess } from "../../lib/jobs/assess.ts";
import { NO_LETTERS } from "../../lib/jobs/letter-book.ts";
import type { StoredHistory } from "../../lib/ports/store.ts";
import { type Cells, GOOD_ROWS, sheetOf, workbookOf } from "../fakes/sheets.ts";

const AS_OF = "2026-06-12";
const READ = "2026-05-01T00:00:00.000Z";

const QUIET = [{ firstSeen: READ, lastSeenAbsent: null, json: "" }];
const ROWS: Readonly<Record<string, readonly Cells[]>> = {
  projects: [{ ...GOOD_ROWS.projects!, responsibleUnit: GOOD_ROWS.units!.name!, sponsor: null }],
  units: [GOOD_ROWS.units!],
  monthlyReports: [],
};

const judged = (codes: readonly string[], remembered: readonly string[] = []) => {
  const book = workbookOf(codes.map((code) => sheetOf(code, ROWS[code]!)));
  const history: StoredHistory = {
    firstReading: READ,
    lastReading: READ,
    tabs: new Map([["projects", new Map([["P-031", QUIET]])], ...remembered.map((code) => [code, new Map()] as const)]),
  };
  const known = {
    snapshots: [book],
    histories: new Map(remembered.length > 0 ? [[book.name, history]] : []),
    ledger: NO_LEDGER,
    published: [],
    letters: NO_LETTERS,
    consulted: [],
    unread: [],
    at: `${AS_OF}T00:00:00.000Z`,
  };
  return assess(known, AS_OF, null).judge(AS_OF, null);
};

describe("whether reports are asked", () => {
  test.each([
    ["an empty tab 月报: everybody owes", ["projects", "monthlyReports", "units"], [], true],
    ["no tab 月报 and none remembered: nobody owes", ["projects", "units"], [], false],
    ["a tab 月报 that was read before and is gone: everybody owes", ["projects", "units"], ["monthlyReports"], true],
  ])("%s", (_, codes, remembered, asked) => {
    const { reports, unitMarks, projects } = judged(codes, remembered);
    expect(reports.some(({ state }) => state === "missing")).toBe(asked);
    expect(unitMarks.length > 0).toBe(asked);
    const progress = projects[0]!.lamps.find(({ kind }) => kind === "progress")!;
    expect(progress.light).toBe(asked ? "grey" : "none");
  });
});
