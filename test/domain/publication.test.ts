import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressPart } from "../../lib/domain/publication/address-part.ts";
import { PUBLIC_COLUMNS } from "../../lib/domain/publication/public-columns.ts";
import { publicLink } from "../../lib/domain/publication/public-link.ts";
import { privacyOf, publicRow } from "../../lib/domain/publication/public-row.ts";
import type { Person } from "../../lib/domain/registry.ts";
import { digest } from "../../lib/views/publication/addresses.ts";
import { readCases } from "../cases/read-cases.ts";
import { newPerson } from "../fakes/people.ts";
import { newUnit } from "../fakes/registry-rows.ts";

const WORDS: Readonly<Record<string, string>> = {
  mobile: "手机号码",
  phone: "电话号码",
  "identity-number": "证件号码",
  "bank-card": "银行卡号",
  "e-mail": "邮箱",
  account: "社交账号",
  dwelling: "门牌住址",
  "named-person": "人员姓名",
};

const listed = (cell: string): readonly string[] => cell.split("、").filter((word) => word !== "");

const start = (name: string) => ({
  ...{ project: "P-001", name, category: "产业", county: "甲县", unit: "甲县", venue: "主会场" },
  ...{ totalInvestment: 1, annualPlan: null },
});

describe("what a public text may hold (test/cases/public-texts.csv)", () => {
  for (const { situation, text, people, units, cleared, expected } of readCases("public-texts.csv"))
    it(`${situation}: ${expected}`, () => {
      const persons: readonly Person[] = listed(people!).map((name) => newPerson("重点办", name, "联络员"));
      const registry = { people: persons, units: listed(units!).map((name) => newUnit(name, "县区")) };
      const made = publicRow("starts", start(text!), privacyOf(registry, listed(cleared!)));
      expect("row" in made ? "可以公开" : WORDS[made.because]).toBe(expected);
    });
});

describe("which links lead the public somewhere (test/cases/public-links.csv)", () => {
  for (const { situation, text, expected } of readCases("public-links.csv"))
    it(`${situation}: ${expected === "" ? "不列" : "列出"}`, () => {
      expect(publicLink(text!) ?? "").toBe(expected);
    });

  it("a mobile or a name inside a link is found, written as a browser writes it", () => {
    const privacy = privacyOf({ people: [newPerson("重点办", "王小明", "联络员")], units: [] }, []);
    const row = (link: string) =>
      publicRow(
        "disclosures",
        {
          project: "P",
          projectName: "路",
          category: "施工",
          item: "证",
          discloser: "局",
          disclosedOn: "2026-05-01",
          link,
        },
        privacy,
      );
    expect(row("https://www.jia.gov.cn/?tel=13800138000")).toEqual({ column: "link", because: "mobile" });
    expect(row(`https://www.jia.gov.cn/${encodeURIComponent("王小明")}`)).toEqual({
      column: "link",
      because: "named-person",
    });
    expect(row("https://www.jia.gov.cn/art/2026/6/12/art_1228963_58912345.html")).toHaveProperty("row");
  });
});

describe("a public row", () => {
  it("holds the columns of the allow-list and no other, whatever its source holds", () => {
    const source = { ...start("滨河路改造"), sponsor: "钱市长", remark: "不公开", because: "x", phone: "13800138000" };
    const made = publicRow("starts", source, privacyOf({ people: [], units: [] }, []));
    expect(made).toEqual({
      row: {
        ...{ project: "P-001", name: "滨河路改造", category: "产业", county: "甲县", unit: "甲县", venue: "主会场" },
        ...{ totalInvestment: 1, annualPlan: null },
      },
    });
  });

  it("has nothing where a cell is unreadable or of another kind", () => {
    const source = { ...start("路"), totalInvestment: "1,000", annualPlan: { unreadable: true }, county: 5 };
    const made = publicRow("starts", source, privacyOf({ people: [], units: [] }, []));
    expect(made).toMatchObject({ row: { totalInvestment: null, annualPlan: null, county: null } });
  });

  it("names no column of people, phones, remarks, markings, lights or questions", () => {
    const columns = Object.values(PUBLIC_COLUMNS).flatMap((table) => Object.keys(table));
    const never =
      /person|people|sponsor|judge|contact|phone|mail|remark|secre|evidence|light|question|reason|note|owner|location|address|exempt|appeal/i;
    expect(columns.filter((column) => never.test(column))).toEqual([]);
  });
});

describe("the part of an address a key makes", () => {
  const keys = fc.oneof(
    fc.string({ unit: "binary", maxLength: 90 }),
    fc.constantFrom(
      "CON",
      "con",
      "aux",
      "P-001",
      "p-001",
      "..",
      ".",
      "",
      "a/b",
      "..\\x",
      "LPT1",
      "nul.html",
      "索引",
      "INDEX",
    ),
  );

  it("is small letters, figures, hyphens and _, short, and no name Windows keeps", () => {
    fc.assert(
      fc.property(keys, (key) => {
        const part = addressPart(key, digest);
        expect(part).toMatch(/^[a-z0-9_][a-z0-9_-]{0,79}$/);
        expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/);
      }),
      { numRuns: 2000 },
    );
  });

  it("is never shared by two keys", () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => a === b || addressPart(a, digest) !== addressPart(b, digest)),
      { numRuns: 2000 },
    );
    expect(addressPart("p-001", digest)).not.toBe(addressPart("P-001", digest));
    expect(addressPart("P-001", digest)).toBe("p-001");
    expect(addressPart("2026Q2", digest)).toBe("2026q2");
  });
});
