import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import PizZip from "pizzip";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { writeDocument } from "../../functions/document.ts";
import type { LetterDraft } from "../../lib/domain/letter-draft.ts";
import { fileNameOf } from "../../lib/views/document-words.ts";
import { letterDocument } from "../../lib/views/letter-paper.ts";
import { letterParagraphs } from "../../lib/views/supervision-letter.ts";
import { folder } from "../fakes/cli.ts";
import { POPPLER, testWith, WRITER } from "../require-tool.ts";

const GIVEN = { number: "重点办督函〔2026〕12号", sentOn: "2026-06-12", answerDue: "2026-06-22" };
const OFFICE = "甲市重点项目建设办公室";

function letterOf(type: LetterDraft["type"], unit: string, titles: readonly string[]): LetterDraft {
  const matters = titles.map((title, at) => ({
    ...{ tab: "tasks" as const, workbook: "台账", key: `T-${at + 1}`, title, step: "solve" as const },
    ...{ due: "2026-06-02", workingDaysLate: 8, mark: "" },
  }));
  const letter = { unit, type, asOf: "2026-06-12", answerWithin: 5, matters };
  return { ...letter, text: letterParagraphs(letter) };
}

const drawn = (letter: LetterDraft): Promise<Uint8Array> => writeDocument(letterDocument(letter, GIVEN, OFFICE));

const partsOf = (content: Uint8Array) => {
  const zip = new PizZip(content);
  return Object.keys(zip.files)
    .filter((name) => name.endsWith(".xml") || name.endsWith(".rels"))
    .map((name) => ({ name, xml: zip.file(name)!.asText() }));
};

const HOSTILE = [
  '甲县</w:t></w:r><w:r><w:instrText>HYPERLINK "http://x"</w:instrText>',
  "../../etc/passwd\r\nBcc: x@evil.example",
  "{标题}{#事项}{/事项}{",
  "=cmd|'/c calc'!A1",
  "甲\u202e县\u0000\uffff\ud800",
];

describe("a letter on paper", () => {
  test.each(HOSTILE)("holds a unit and a matter named %j as text: well-formed, without field or link", async (name) => {
    for (const type of ["督办函", "约谈", "通报", "提醒函"] as const) {
      const content = await drawn(letterOf(type, name, [name, "完成土地组卷"]));
      for (const { xml } of partsOf(content)) {
        const parser = new SaxesParser({ xmlns: true });
        parser.on("error", (error) => {
          throw error;
        });
        parser.write(xml).close();
        expect(xml).not.toMatch(/<w:instrText[^>]*>[^<]*HYPERLINK|TargetMode="External"|http:\/\/x"/);
      }
    }
    expect(fileNameOf(`致${name}的督办函`, GIVEN.number)).not.toMatch(/[\\/:*?"<>|\p{Cc}\u202e]|\.\./u);
  });

  test("of the same draft and number is the same bytes, whenever it is drawn", async () => {
    const letter = letterOf("督办函", "甲县", ["完成土地组卷"]);
    expect(Buffer.from(await drawn(letter)).equals(await drawn(letter))).toBe(true);
    await new Promise((done) => setTimeout(done, 2_100));
    expect(Buffer.from(await drawn(letter)).equals(await drawn(letter))).toBe(true);
  });

  testWith(
    POPPLER === null ? null : WRITER,
    "LibreOffice Writer with poppler",
    "of each type opens in LibreOffice, with number, addressee, every matter, what is asked, name and day",
    async () => {
      const dir = folder();
      const titles = Array.from({ length: 30 }, (_, at) => `第${at + 1}件要办的事，名称写得稍长一些以便换行`);
      for (const type of ["督办函", "约谈", "通报", "提醒函"] as const)
        writeFileSync(join(dir, `${type}.docx`), await drawn(letterOf(type, "甲县发展和改革局", titles)));
      const home = `-env:UserInstallation=${pathToFileURL(join(dir, "home"))}`;
      const files = ["督办函", "约谈", "通报", "提醒函"].map((type) => join(dir, `${type}.docx`));
      const ran = spawnSync(WRITER!, [home, "--headless", "--convert-to", "pdf", "--outdir", dir, ...files]);
      expect(ran.status).toBe(0);
      for (const type of ["督办函", "约谈", "通报", "提醒函"]) {
        spawnSync("pdftotext", ["-layout", join(dir, `${type}.pdf`), join(dir, `${type}.txt`)]);
        const text = readFileSync(join(dir, `${type}.txt`), "utf8").replace(/\s/g, "");
        for (const words of [
          ...["重点办督函〔2026〕12号", "甲县发展和改革局：", "T-1", "T-30", "第30件要办的事", "应于6月2日"],
          ...["6月22日（周一）前送达本办", OFFICE, "2026年6月12日"],
        ])
          expect(text).toContain(words);
        expect(text).not.toContain("草稿");
      }
    },
    120_000,
  );
});
