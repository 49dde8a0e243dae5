import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DrawnPaper, editsIn, merged, NO_EDITS } from "../../../lib/domain/circular/kept.ts";
import { goneFigures, staleQuotes } from "../../../lib/domain/circular/quoted.ts";

const OURS = [
  ["opening", "现将九月情况通报如下。"],
  ["#overview", "一、总体情况"],
  ["overview/list", "截至9月30日，在建项目 148 个。"],
  ["overview/rates", "项目开工率 93.2%，资金到位率 70.2%。"],
  ["#next", "二、下一步工作"],
  ["next/tasks", "期末逾期的 2 件任务，请抓紧办理。"],
] as const;
const HEAD = ["重点项目建设办公室", "关于九月的通报"];
const FOOT = ["重点项目建设办公室印发"];

const lines = OURS.map(([id, text]) => ({ id, text, ours: text }));
const drawn: DrawnPaper = { lines, paragraphs: [...HEAD, ...OURS.map(([, text]) => text), ...FOOT], removed: [] };
const paper = (change: (texts: string[]) => void): readonly string[] => {
  const texts = [...drawn.paragraphs];
  change(texts);
  return texts;
};

const INDICATOR = {
  id: "indicators/completions",
  text: "从竣工投产情况看，县区、园区组 10 家合计竣工投产率 93.3%，较低的是松岩县（0.0%，0/1）。",
  ours: "从竣工投产情况看，县区、园区组 10 家合计竣工投产率 93.3%，较低的是松岩县（0.0%，0/1）。",
};

describe("what an office did to a circular", () => {
  test("nothing is nothing", () => {
    expect(editsIn(drawn.paragraphs, drawn)).toEqual(NO_EDITS);
  });

  test("a paragraph of its own stands after the line of ours before it; at the very beginning after none", () => {
    const edited = paper(
      (texts) => texts.splice(4, 0, "    这一段是办公室写的。") && texts.splice(2, 0, "开头的话，与别处无关。"),
    );
    expect(editsIn(edited, drawn)?.own).toEqual([
      { after: "", text: "开头的话，与别处无关。" },
      { after: "#overview", text: "    这一段是办公室写的。" },
    ]);
  });

  test("a line of ours worded anew is no paragraph of its own", () => {
    const edited = paper((texts) => texts.splice(7, 1, "期末逾期的 2 件任务，请于月底前抓紧办理。"));
    expect(editsIn(edited, drawn)).toEqual({
      own: [],
      rewritten: [
        {
          id: "next/tasks",
          was: "期末逾期的 2 件任务，请抓紧办理。",
          now: "期末逾期的 2 件任务，请于月底前抓紧办理。",
        },
      ],
      removed: [],
    });
  });

  test("a line of ours that is gone was taken out", () => {
    expect(
      editsIn(
        paper((texts) => texts.splice(5, 1)),
        drawn,
      )?.removed,
    ).toEqual(["overview/rates"]);
  });

  test("number, day and other lines of head and foot are no paragraphs of its own", () => {
    const edited = [
      "内部",
      ...HEAD.slice(0, 1),
      "重点办通报〔2026〕1号",
      ...drawn.paragraphs.slice(1),
      "2026年10月19日",
    ];
    expect(editsIn(edited, drawn)?.own).toEqual([]);
  });

  test("another paper is not taken for it", () => {
    expect(editsIn(["会议纪要", "一、会议听取汇报", "二、会议要求"], drawn)).toBeNull();
  });

  test("the office's words stay while our figures stand; where they changed ours are drawn and it is told", () => {
    const edits = { ...NO_EDITS, rewritten: [{ id: "overview/rates", was: OURS[3][1], now: "开工率 93.2%。" }] };
    expect(merged(lines, edits)).toEqual({ texts: new Map([["overview/rates", "开工率 93.2%。"]]), conflicts: [] });
    const now = lines.map((line) => (line.id === "overview/rates" ? { ...line, text: "项目开工率 95.0%。" } : line));
    expect(merged(now, edits)).toEqual({
      texts: new Map(),
      conflicts: [{ ...edits.rewritten[0]!, ours: "项目开工率 95.0%。" }],
    });
  });

  test.each([
    ["a figure changed by hand", "项目开工率 95.2%，资金到位率 70.2%。"],
    ["a figure of an older drawing", "项目开工率 90.1%，资金到位率 66.0%。"],
  ])("%s is not kept as the office's wording", (_, text) => {
    const edits = editsIn(
      paper((texts) => texts.splice(5, 1, text)),
      drawn,
    )!;
    expect(merged(lines, edits)).toEqual({
      texts: new Map(),
      conflicts: [{ id: "overview/rates", was: OURS[3][1], now: text, ours: OURS[3][1] }],
    });
  });

  test("a day in the office's wording is no figure", () => {
    const now = "期末逾期的 2 件任务，请于10月31日前抓紧办理。";
    const edits = editsIn(
      paper((texts) => texts.splice(7, 1, now)),
      drawn,
    )!;
    expect(merged(lines, edits).texts.get("next/tasks")).toBe(now);
  });

  test("a line of an older drawing that names others is still a line of ours", () => {
    const older = {
      ...drawn,
      lines: [...lines, INDICATOR],
      paragraphs: [...drawn.paragraphs.slice(0, 8), INDICATOR.text, ...FOOT],
    };
    const edited = [...drawn.paragraphs.slice(0, 8), "从竣工投产情况看，甲市乙组丙家丁合计。", ...FOOT];
    expect(editsIn(edited, older)).toMatchObject({ own: [], rewritten: [{ id: "indicators/completions" }] });
  });

  test("paragraphs put anywhere come back, all of them and in their order", () => {
    const own = fc.array(
      fc.record({
        at: fc.integer({ min: 2, max: 8 }),
        text: fc.constantFrom("市委高度重视。", "会议强调安全生产。", "各地经验值得借鉴。"),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(own, (added) => {
        const sorted = added.toSorted((a, b) => a.at - b.at);
        const edited = drawn.paragraphs.flatMap((text, at) => [
          ...sorted.filter((one) => one.at === at).map((one) => one.text),
          text,
        ]);
        expect(editsIn(edited, drawn)).toMatchObject({ rewritten: [], removed: [] });
        expect(editsIn(edited, drawn)!.own.map(({ text }) => text)).toEqual(sorted.map(({ text }) => text));
      }),
      { seed: 20260930 },
    );
  });
});

describe("what the office quotes", () => {
  const standings = [
    { unit: "甲县", rank: 1, total: 9912 },
    { unit: "甲县水务局", rank: 12, total: 8800 },
    { unit: "乙县", rank: null, total: null },
  ];
  const quoted = (text: string): readonly string[] =>
    staleQuotes([text], standings).map(({ unit, quoted }) => `${unit} ${quoted}`);

  test.each([
    ["甲县第 1 名，99.12 分。", []],
    ["甲县第一名，值得肯定。", []],
    ["甲县水务局第十二名。", []],
    ["甲县第２名。", ["甲县 第2名"]],
    ["甲县得 98.00 分，位居第三名。", ["甲县 第三名", "甲县 98.00 分"]],
    ["乙县第 3 名。", ["乙县 第 3 名"]],
    ["甲县、甲县水务局第 12 名。", []],
    ["全市第 3 名。甲县三分之二的项目开工。", []],
    ["甲县 8 分钟到达现场。", []],
  ])("%s", (text, expected) => {
    expect(quoted(text)).toEqual(expected);
  });

  test("a figure of the drawing before that is no more in this one is pointed out", () => {
    expect(
      goneFigures(
        ["开工率达到 93.2%，投资 1,127.4 亿元。"],
        ["开工率 93.2%", "投资 1,127.4 亿元"],
        ["开工率 95.0%", "投资 1,127.4 亿元"],
      ),
    ).toEqual([{ text: "开工率达到 93.2%，投资 1,127.4 亿元。", figure: "93.2" }]);
  });
});
