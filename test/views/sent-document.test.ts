import { describe, expect, test } from "vitest";
import { circularText } from "../../lib/views/documents/circular.ts";
import { writeLetter } from "../../lib/views/letter.ts";
import type { Matter } from "../../lib/views/notice-lines.ts";
import { documentEntry, documentsWords } from "../../lib/views/sent-document.ts";

const TEXT = ["第一段。", "第二段。", "=HYPERLINK(1)\u202e", "第四段。"];

const matter = (facts: Matter["item"]["facts"]): Matter => ({
  key: "document-sent|TB-2026-05|||wang@jia.example",
  kind: "document-sent",
  item: {
    ...{ light: "none", workbook: "台账", tab: "", subject: "重点办通报〔2026〕3号", cell: "", unit: "" },
    ...{ project: "", projectName: "", name: "关于5月重点项目推进情况的通报", reason: "", action: "", due: null },
    facts: {
      document: "通报",
      number: "重点办通报〔2026〕3号",
      sentOn: "2026-06-12",
      text: TEXT,
      paragraphs: 4,
      ...facts,
    },
  },
});

describe("a document in a mail", () => {
  test("has its number and day, then its text as text", () => {
    expect(documentEntry(matter({ duty: "unit-head" }), "2026-06-15")).toEqual({
      badge: { word: "通报", light: null },
      title: "《关于5月重点项目推进情况的通报》",
      status: "重点办通报〔2026〕3号，6月12日印发",
      lines: ["第一段。", "第二段。", "=HYPERLINK(1)", "第四段。"],
    });
    expect(documentEntry(matter({ number: "" }), "2026-06-15").status).toBe("6月12日印发");
  });

  test("is a copy to office heads and admins, and its beginning to leaders", () => {
    for (const duty of ["office-head", "admin"])
      expect(documentEntry(matter({ duty }), "2026-06-15").title).toBe("《关于5月重点项目推进情况的通报》（抄送）");
    expect(documentEntry(matter({ duty: "sponsor" }), "2026-06-15").lines).toEqual([
      ...["第一段。", "第二段。", "=HYPERLINK(1)"],
      "（以下见附件。）",
    ]);
    expect(documentEntry(matter({ paragraphs: 9 }), "2026-06-15").lines.at(-1)).toBe("（以下见附件。）");
  });

  test("stands in the letter of each duty, a leader's too, and is told by no letter that does not name it", () => {
    for (const [duty, role] of [
      ["unit-head", "主要负责人"],
      ["sponsor", "包联领导"],
      ["city-leader", "包联领导"],
      ["liaison", "联络员"],
      ["admin", "管理员"],
    ] as const) {
      const addressee = { address: "x@jia.example", unit: "甲县", title: null, roles: [role], standsInFor: [] };
      const context = {
        asOf: "2026-06-15",
        readAt: "2026-06-14T23:30:00.000Z",
        standing: [],
        doneSince: 0,
        mayRepeat: false,
      };
      const letter = writeLetter(addressee, [matter({ duty })], context);
      expect(letter.carried).toHaveLength(1);
      expect(letter.subject).toContain("发来通报《关于5月重点项目推进情况的通报》");
      expect(letter.text).toContain("重点办通报〔2026〕3号，6月12日印发");
      expect(letter.text).toContain("第一段。");
    }
  });

  test("is named in the subject; of several their number", () => {
    expect(documentsWords([matter({})])).toBe("发来通报《关于5月重点项目推进情况的通报》");
    expect(documentsWords([matter({}), matter({})])).toBe("发来 2 份文件");
  });

  test("tells a leader what stands under the headings, which say nothing by themselves", () => {
    const text = [
      "一、总体情况",
      "截至5月31日，在建 12 个。",
      "（一）投资完成",
      "累计完成 8.1 亿元。",
      "三、排名",
      "甲县第 1 名。",
    ];
    expect(documentEntry(matter({ duty: "sponsor", text, paragraphs: 9 }), "2026-06-15").lines).toEqual([
      ...["截至5月31日，在建 12 个。", "累计完成 8.1 亿元。", "甲县第 1 名。"],
      "（以下见附件。）",
    ]);
    expect(documentEntry(matter({ duty: "unit-head", text, paragraphs: 6 }), "2026-06-15").lines).toEqual(text);
  });

  test("a circular says neither its title again nor the name of a table without the table", () => {
    const line = (id: string, text: string) => ({ id, text });
    expect(
      circularText([
        ...[line("@title", "关于5月的通报"), line("@addressed", "各有关单位："), line("opening", "现将情况通报如下。")],
        ...[line("opening/correction", "5月的通报作废。"), line("#overview", "一、总体情况"), line("", "办公室写的。")],
        ...[line("=categories", "分类别完成情况（单位：个、亿元）"), line("$", "")],
      ]),
    ).toEqual(["5月的通报作废。", "一、总体情况", "办公室写的。", "分类别完成情况（单位：个、亿元）：见附件。"]);
  });
});
