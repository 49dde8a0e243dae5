import { expect, test } from "vitest";
import type { SystemHeader } from "../../../lib/ports/spreadsheet.ts";
import { googleForTests, open, workbookWith } from "./scene.ts";

const google = googleForTests();

const HEADERS: readonly SystemHeader[] = Array.from({ length: 10 }, (_, at) => ({
  ...{ title: `列${at}`, format: "text", width: 10, light: false },
}));

/** Without a department tab: what the fake computes row by row is not measured here. */
test("a workbook of 200,000 cells is one reading and one batch, which holds changed rows only", async () => {
  const people = Array.from({ length: 10_000 }, (_, row) => Array.from({ length: 10 }, (_, at) => `${row}/${at}`));
  const id = workbookWith(google(), [{ title: "备查", rowCount: 10_000, rows: people }]);
  const book = open(google(), id);
  const rows = (day: number) =>
    Array.from({ length: 10_000 }, (_, row) =>
      HEADERS.map((_, at) => (row % 100 === 0 ? `第 ${day} 天` : `${row}.${at}`)),
    );
  const publish = async (day: number) => {
    const { revision } = await book.read(() => true);
    const tab = { title: "系统-节点", headers: HEADERS, rows: rows(day), ridesAlong: false };
    const head = { asOf: "2026-06-12", computedAt: "2026-06-11T23:30:00.000Z", stamp: { storeId: "s", run: day } };
    return book.publish({ ...head, systemTabs: [tab], columns: [] }, revision);
  };
  await publish(1);
  const result = await publish(2);
  expect(result.cellsChanged).toBe(1000);
  const calls = google().calls.filter(({ spreadsheetId }) => spreadsheetId === id);
  expect(calls.map(({ method }) => method.replace("spreadsheets.", ""))).toEqual([
    "get",
    "batchUpdate",
    "get",
    "batchUpdate",
  ]);
  expect(calls[2]!.cells).toBeGreaterThan(200_000);
  expect(calls[3]!.cells).toBeLessThan(1100);
}, 120_000);
