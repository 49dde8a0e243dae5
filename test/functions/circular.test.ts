import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ADMIN, confirmedOffice, type DemoOffice, demoOffice, docxParagraphs, editDocx } from "./circular-office.ts";

const PERIOD = ["circular", "--period", "2026-09"] as const;
const RATES = "新开工项目 73 个，已开工 68 个";

interface Json {
  readonly state: string;
  readonly draft: string;
  readonly lines: readonly { readonly id: string; readonly text: string }[];
  readonly conflicts: readonly { readonly id: string; readonly now: string }[];
  readonly removed: readonly string[];
  readonly stale: readonly { readonly unit: string; readonly quoted: string }[];
}

const drawn = async (office: DemoOffice, ...args: readonly string[]): Promise<Json> =>
  (await office.run(...PERIOD, ...args, "--json")).json() as unknown as Json;
const texts = ({ lines }: Json): readonly string[] => lines.map(({ text }) => text);

describe("duban circular", () => {
  it("drafts nothing while the result is not confirmed, says what to confirm, and shows an admin a preview marked 草稿", async () => {
    const office = demoOffice();
    const none = await office.run(...PERIOD);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("请先运行 duban run monthly --period 2026-09")]);
    await office.run("run", "monthly");
    const refused = await office.run(...PERIOD);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("duban confirm M-2026-09 --by 姓名")]);
    const shown = await office.run(...PERIOD, "--out", office.file("样稿.docx"));
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining("仅供管理员核对，不得外发")]);
    expect(docxParagraphs(readFileSync(office.file("样稿.docx"))).join("")).toContain("草稿");
    expect((await office.run("drafts", "--json")).out).not.toContain("TB-2026-09");
  }, 240_000);

  it("is a draft until an admin confirms it; then its readers have it by mail, the paper attached byte for byte", async () => {
    const office = await confirmedOffice();
    const before = (await office.mails()).length;
    expect(await drawn(office)).toMatchObject({ state: "new", draft: "TB-2026-09" });
    expect(await drawn(office)).toMatchObject({ state: "same", draft: "TB-2026-09" });
    expect((await office.mails()).length).toBe(before);
    const stranger = await office.run("confirm", "TB-2026-09", "--by", "孙伟");
    expect(stranger.code).not.toBe(0);
    await office.run("confirm", "TB-2026-09", "--by", ADMIN);
    const sent = (await office.mails()).slice(before);
    const papers = sent.flatMap(({ attachments }) => attachments.filter(({ filename }) => filename?.includes("通报")));
    expect(papers.length).toBeGreaterThan(20);
    const contents = new Set(papers.map(({ content }) => Buffer.from(content as ArrayBuffer).toString("base64")));
    expect(contents.size).toBe(1);
    const paper = docxParagraphs(Buffer.from([...contents][0]!, "base64")).join("\n");
    expect(paper).toContain("重点办通报〔2026〕1号");
    expect(paper).not.toContain("草稿");
    expect(await drawn(office)).toMatchObject({ state: "confirmed", draft: "TB-2026-09" });
  }, 240_000);

  it("keeps what the office wrote into the drawn file, where it wrote it, also when it is drawn again without the file", async () => {
    const office = await confirmedOffice();
    await office.run(...PERIOD, "--out", office.file("通报.docx"));
    editDocx(office.file("通报.docx"), office.file("修改.docx"), (text) => {
      if (text.startsWith("现将2026年9月")) return [text, "市委、市政府高度重视，多次召开会议研究。"];
      if (text.startsWith(RATES)) return [text, "其中清渡县第 1 名，石塘县第 9 名、88.00 分，值得肯定。"];
      if (text.startsWith("从问题办结情况看")) return [];
      if (text.startsWith("期末逾期未完成的 2 件任务"))
        return ["期末逾期未完成的 2 件任务，请牵头单位于月底前办结，并在「任务」表填写完成日期、附佐证。"];
      return text.startsWith("各有关单位") ? ["各县（区），市直各有关单位："] : null;
    });
    const again = await drawn(office, "--own", office.file("修改.docx"));
    const lines = texts(again);
    expect(again).toMatchObject({ state: "new", draft: "TB-2026-09-2", removed: ["indicators/issues"], conflicts: [] });
    expect(lines[lines.indexOf("市委、市政府高度重视，多次召开会议研究。") - 1]).toMatch(/^现将2026年9月/);
    expect(lines.find((text) => text.startsWith("其中清渡县"))).toBeDefined();
    expect(lines.some((text) => text.startsWith("从问题办结"))).toBe(false);
    expect(lines).toContain("各县（区），市直各有关单位：");
    expect(lines.find((text) => text.startsWith("期末逾期未完成的 2 件任务"))).toContain("月底前");
    expect(again.stale.map(({ unit, quoted }) => `${unit} ${quoted}`)).toEqual(["石塘县 第 9 名", "石塘县 88.00 分"]);
    expect(texts(await drawn(office))).toEqual(lines);
  }, 240_000);

  it("refuses a file that is another paper, and one that holds a marking", async () => {
    const office = await confirmedOffice();
    await office.run(...PERIOD, "--out", office.file("通报.docx"));
    editDocx(office.file("通报.docx"), office.file("别的.docx"), (text) =>
      text === "" ? null : ["与通报无关的一段话。"],
    );
    const other = await office.run(...PERIOD, "--own", office.file("别的.docx"));
    expect([other.code, other.err]).toEqual([2, expect.stringContaining("不像2026年9月通报的修改稿")]);
    editDocx(office.file("通报.docx"), office.file("密.docx"), (text) =>
      text.startsWith("现将") ? ["机密★1年", text] : null,
    );
    const marked = await office.run(...PERIOD, "--own", office.file("密.docx"));
    expect(marked.code).toBe(3);
    expect(marked.err).not.toContain("机密★");
  }, 240_000);

  it("writes what every figure rests on as a workbook, never over a file that is there", async () => {
    const office = await confirmedOffice();
    expect((await office.run(...PERIOD, "--out", office.file("依据.xlsx"))).code).toBe(0);
    expect(existsSync(office.file("依据.xlsx"))).toBe(true);
    expect((await office.run(...PERIOD, "--out", office.file("依据.xlsx"))).code).toBe(2);
    expect((await office.run(...PERIOD, "--out", office.file("依据.pdf"))).err).toContain(".docx");
  }, 240_000);
});
