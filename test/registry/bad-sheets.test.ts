import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../lib/domain/finding.ts";
import { readRegistry } from "../../lib/registry/reading.ts";
import { TABS } from "../../lib/registry/tabs.ts";
import { FINDING_WORDS } from "../../lib/views/finding-words.ts";
import { wordFinding } from "../../lib/views/findings.ts";
import { readCases } from "../cases/read-cases.ts";
import { goodWorkbook, SETTINGS, typedCell } from "../fakes/sheets.ts";

const codeOf = (title: string, header: string) => {
  const tab = TABS.find((one) => one.title === title)!;
  return { tab: tab.code, column: tab.columns.find((one) => one.header === header)!.code };
};

describe("one bad cell in a good registry", () => {
  test("the registry without it has no finding at all", () => {
    expect(readRegistry([goodWorkbook()], SETTINGS).findings).toEqual([]);
  });

  test.each(readCases("../bad-sheets/cells.csv"))(
    "$situation: “$typed” in 「$tab」$header says what is wrong and where",
    (line) => {
      const { tab, column } = codeOf(line.tab!, line.header!);
      const { findings } = readRegistry([goodWorkbook(tab, { [column]: typedCell(line.typed!) })], SETTINGS);
      const { message, suggestion } = wordFinding(findings[0]!);
      expect({ message, suggestion, findings: String(findings.length) }).toEqual({
        message: line.message,
        suggestion: line.suggestion,
        findings: line.findings,
      });
    },
  );
});

describe("the words of findings", () => {
  const facts = {
    ...{
      month: 6,
      day: 31,
      rows: "5、6",
      row: 5,
      count: 2,
      header: "列",
      title: "表",
      on: "2026-06-12",
      table: "单位",
      values: "甲、乙",
    },
    ...{
      units: "甲县",
      inTheWay: "F3",
      name: "乙",
      milestone: "P/1",
      max: 100,
      against: "总投资",
      hint: "请填四位年份",
      parameter: "参数",
      counts: "2026-05-20",
      planned: "2026-05-20",
      project: "P-031",
      adjustment: "T-1",
      seq: 30,
      part: "三",
      lack: "signature",
      rivals: "T-2",
    },
  };
  const blank = {
    ...{
      workbook: "",
      tab: "projects",
      key: "",
      cell: "A1",
      header: "列",
      found: "值",
      facts,
      suggestion: "",
      unit: "",
    },
  };

  /** Findings about 问题 say why, each code with reasons of its own. */
  const reasons: Readonly<Record<string, Finding["facts"]>> = {
    "issue-out-of-order": { other: "assignedOn" },
    "issue-not-closed": { because: "verifier-unit" },
    "issue-extension-refused": { because: "asked-late" },
    "issue-complex-refused": { because: "said-late" },
    "issue-reopen-refused": { because: "too-late" },
  };

  test.each(Object.keys(FINDING_WORDS))(
    "%s has a sentence and an advice, without English words or half-width marks",
    (code) => {
      const { message, suggestion } = wordFinding({ ...blank, code, facts: { ...facts, ...reasons[code] } });
      for (const text of [message, suggestion]) {
        expect(text).toMatch(/。$/);
        expect(text).not.toMatch(/[,;!?]|undefined|。。/);
      }
    },
  );

  test("every code the registry room can give has its words", () => {
    const room = new URL("../../lib/registry/", import.meta.url);
    const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const source = files.map((file) => readFileSync(new URL(file, room), "utf8")).join("\n");
    const given = [
      ...source.matchAll(
        /(?:\bproblem\(|\bproblem: |tabFinding\(\w+, [\w.]+, |tabFinding\([\w.]+, [\w.]+, )"([a-z-]+)"/g,
      ),
    ];
    expect(given.length).toBeGreaterThan(40);
    for (const [, code] of given) expect(FINDING_WORDS, code).toHaveProperty(code!);
  });

  test("a code nobody worded still says where to look", () => {
    expect(wordFinding({ ...blank, code: "toString" }).message).toBe("「项目」A1 列：“值” 需要核对（toString）。");
  });
});
