import { expect, test } from "vitest";
import type { SystemHeader } from "../../../lib/ports/spreadsheet.ts";
import { publicationFor } from "./city.ts";
import { googleForTests, open, workbookWith } from "./scene.ts";

const google = googleForTests();

const HEADERS: readonly SystemHeader[] = Array.from({ length: 10 }, (_, at) => ({
  ...{ title: `列${at}`, format: "text", width: 10, light: false },
}));

const callsOf = (id: string) =>
  google()
    .calls.filter(({ spreadsheetId }) => spreadsheetId === id)
    .map(({ method, cells }) => ({ method: method.replace("spreadsheets.", ""), cells }));

test("a department tab of 200,000 cells that people filled: each day one reading and one batch, and every row has its verdict", async () => {
  const header = ["项目编号", "节点序号", ...Array.from({ length: 18 }, (_, at) => `栏${at}`)];
  const rows = Array.from({ length: 10_000 }, (_, row) =>
    header.map((_, at) => (at === 0 ? `P-${row >> 3}` : at === 1 ? (row % 8) * 10 : `${row}/${at}`)),
  );
  const id = workbookWith(google(), [{ title: "节点", rowCount: 10_100, rows: [header, ...rows] }]);
  const book = open(google(), id);
  for (const day of [1, 2]) {
    const snapshot = await book.read(() => true);
    await book.publish(publicationFor(snapshot, day), snapshot.revision);
  }
  const calls = callsOf(id);
  expect(calls.map(({ method }) => method)).toEqual(["get", "batchUpdate", "get", "batchUpdate"]);
  expect(calls[0]!.cells).toBeGreaterThan(200_000);
  const said = google().human(id).see("节点").slice(1, 10_001);
  expect(said.filter((cells, row) => cells.at(-1) !== `P-${row >> 3}/${(row % 8) * 10} 第 2 天`)).toEqual([]);
}, 120_000);

test("a workbook whose system tabs hold 200,000 cells is one reading and one batch, which holds changed rows only", async () => {
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
  const calls = callsOf(id);
  expect(calls.map(({ method }) => method)).toEqual(["get", "batchUpdate", "get", "batchUpdate"]);
  expect(calls[2]!.cells).toBeGreaterThan(200_000);
  expect(calls[3]!.cells).toBeLessThan(1100);
}, 120_000);
