import {
  AlignmentType,
  Document,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Packer,
  Paragraph,
  TextRun,
  UnderlineType,
} from "docx";
import { entryBytes } from "../../lib/adapters/xlsx/inflate.ts";
import { readArchive, writeArchive } from "../../lib/adapters/xlsx/zip.ts";

/** Millimetres and points in twentieths of a point. */
const mm = (length: number): number => Math.round((length * 1440) / 25.4);
const points = (size: number): number => Math.round(size * 20);

/** Character sizes are in half points. */
const BODY = 32;
const TITLE = 44;
const LINE = { line: points(28.95), lineRule: LineRuleType.EXACT, before: 0, after: 0 };
/** 28 × 16 pt is wider than 156 mm: characters stand 0.21 pt closer. */
const CLOSER = Math.round(-0.21 * 20);

const face = (eastAsia: string, latin: string) => ({ eastAsia, ascii: latin, hAnsi: latin, cs: latin });
const SONG = face("方正小标宋简体", "Times New Roman");
const FANG = face("仿宋_GB2312", "Times New Roman");
const HEI = face("黑体", "Times New Roman");

const run = (text: string, more: IRunOptions = {}): TextRun =>
  new TextRun({ text, font: FANG, size: BODY, characterSpacing: CLOSER, ...more });

const line = (children: readonly TextRun[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ spacing: LINE, children, ...more });

const indented = (...children: TextRun[]): Paragraph => line(children, { indent: { firstLine: points(32) } });

/** In the right half; blanks at a line's end would hang over its edge if it were set flush right. */
const signature = (...children: TextRun[]): Paragraph => line(children, { indent: { left: mm(66) } });

const blank = (characters: number): TextRun =>
  run("　".repeat(characters), { underline: { type: UnderlineType.SINGLE } });

const heading = (text: string): Paragraph => indented(run(text, { font: HEI }));

const HEADINGS = [
  ["一、情况", "（本月计划安排、实际完成及形象进度，如实填写。）"],
  ["二、具体问题", "（影响进度的具体问题、涉及单位、已采取的办法。）"],
  ["三、下一步措施", "（措施、责任人、完成时间，需要协调解决的事项。）"],
] as const;

/** 书面报告, blank: whoever missed the month's target fills it in. Source: domain.md M9, "Documents" (GB/T 9704-2012). */
const writtenReport = (): Document =>
  new Document({
    creator: "督办",
    lastModifiedBy: "督办",
    title: "未完成当月计划的书面报告",
    styles: { default: { document: { run: { font: FANG, size: BODY } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), right: mm(26), bottom: mm(35), left: mm(28) },
          },
        },
        children: [
          line([run("未完成当月计划的书面报告", { font: SONG, size: TITLE })], { alignment: AlignmentType.CENTER }),
          line([]),
          indented(run("项目编号和名称："), blank(14)),
          indented(run("责任单位："), blank(10), run("　月份："), blank(4)),
          ...HEADINGS.flatMap(([title, hint]) => [heading(title), indented(run(hint)), line([]), line([])]),
          line([]),
          signature(run("责任单位（盖章）："), blank(6)),
          signature(run("牵头领导（签字）："), blank(6)),
          signature(run("日期："), blank(3), run("年"), blank(2), run("月"), blank(2), run("日")),
        ],
      },
    ],
  });

/** The moment the library writes into the file's properties is a fixed one, and so are the archive's times: same script, same parts. */
const MADE = "2026-01-01T00:00:00Z";

export async function writtenReportDocx(): Promise<Uint8Array> {
  const parts = readArchive(await Packer.toBuffer(writtenReport())).filter(({ name }) => !name.endsWith("/"));
  return writeArchive(parts.map((part) => ({ name: part.name, content: settled(part.name, entryBytes(part)) })));
}

function settled(name: string, content: Buffer): Uint8Array | string {
  if (name === "docProps/core.xml") return content.toString("utf8").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, MADE);
  return name === "word/fontTable.xml" ? content.toString("utf8").replace(/\/>$/, fallbacks) : content;
}

/** What stands in for a face the machine lacks. */
const FALLBACKS = [
  ["方正小标宋简体", "宋体"],
  ["仿宋_GB2312", "仿宋"],
  ["黑体", "SimHei"],
] as const;

const fallbacks = (): string => {
  const fonts = FALLBACKS.map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`);
  return `>${fonts.join("")}</w:fonts>`;
};
