import { describe, expect, test } from "vitest";
import type { DocumentRecord } from "../../lib/domain/document-record.ts";
import { documentJson, documentsWords, documentWords } from "../../lib/views/documents-list.ts";

const TODAY = "2026-06-15";
const SENT: DocumentRecord = {
  ...{ draft: "L-1-2026-06-12", number: "重点办督函〔2026〕4号", document: "督办函", title: "关于督办T-001事项的函" },
  ...{ unit: "甲县", state: "sent", because: null, detail: "", day: "2026-06-12", at: "2026-06-12T00:00:00.000Z" },
  ...{ by: "孙管", digest: "0123456789abcdef", text: ["第一段。", "=1+1"] },
};
const VOID = { ...SENT, state: "void", day: null, digest: "", text: [] } as const;

const line = (more: Partial<DocumentRecord>, intact: boolean | null = null) =>
  documentsWords([{ record: { ...SENT, ...more }, intact }], TODAY);

describe("the list of documents", () => {
  test("says number, kind, title, unit, day, who confirmed, and the digest", () => {
    expect(line({}, true)).toBe(
      "已发  重点办督函〔2026〕4号  督办函《关于督办T-001事项的函》，致甲县，6月12日由孙管确认，摘要 0123456789ab",
    );
    expect(line({ number: "", unit: "" }, true)).toContain("已发  L-1-2026-06-12  督办函《");
  });

  test("says what was changed in the store, and what an older program kept no file of", () => {
    expect(line({}, false)).toContain("存档文件与摘要不符，已被改动或丢失");
    expect(line({ digest: "" })).toContain("当时未存档文件");
  });

  test("says how one that waits is confirmed, and whether it has a number already", () => {
    const waiting = { state: "waiting", day: null, digest: "" } as const;
    expect(line({ ...waiting, number: "" })).toBe(
      "待确认  L-1-2026-06-12  督办函《关于督办T-001事项的函》，致甲县，核对后运行 duban confirm L-1-2026-06-12 --by 姓名",
    );
    expect(line(waiting)).toContain("待确认  重点办督函〔2026〕4号  ");
    expect(line(waiting)).toContain("草稿 L-1-2026-06-12 已占此号");
  });

  test("says why a number stands void", () => {
    const why = (because: DocumentRecord["because"], detail = "") => line({ ...VOID, because, detail });
    expect(why("dropped", "数字有误")).toBe(
      "作废  重点办督函〔2026〕4号  督办函《关于督办T-001事项的函》，致甲县，编号后草稿撤回（草稿 L-1-2026-06-12，理由：数字有误）",
    );
    expect(why("superseded")).toContain("编号后草稿已重新起草或过时");
    expect(why("other-series")).toContain("编号后跨年或改用机关代字，已另编新号");
    expect(why("typed-by-hand")).toContain("编号后「督办」表中出现同号，已另编新号");
  });

  test("shows one with its text, each paragraph one line, and is the same for machines", () => {
    expect(
      documentWords({ record: { ...SENT, text: ["第一\n段。", "=1+1"] }, intact: true }, TODAY).split("\n"),
    ).toEqual([expect.stringContaining("已发"), "第一 段。", "=1+1"]);
    expect(documentJson({ record: SENT, intact: true })).toMatchObject({
      state: "sent",
      stateWords: "已发",
      intact: true,
    });
    expect(documentsWords([], TODAY)).toBe("没有文件。");
  });
});
