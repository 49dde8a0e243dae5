import type { Paragraph } from "docx";
import { body, closes, emptyLine, line, run, signature, within } from "./lines.ts";
import { characters } from "./measures.ts";
import type { Block } from "./page.ts";

/** One line below the text, two characters in; further names stand below the first. Source: 7.3.4. */
const attachments = (): readonly Paragraph[] =>
  within(
    "附件",
    ...within("首", emptyLine({ keepNext: true }), attachmentName("附件：{序号}{名称}", 3)),
    line([run("{^首}")]),
    attachmentName("{序号}{名称}", 0),
    closes("首"),
  );

const attachmentName = (text: string, hanging: number): Paragraph =>
  line([run(text)], {
    indent: { left: characters(5), hanging: characters(hanging) },
    keepNext: true,
    keepLines: true,
  });

/** Room for the seal, then name and day. Source: 7.3.5.1. */
const signed = (): readonly Paragraph[] => [
  ...[emptyLine({ keepNext: true }), emptyLine({ keepNext: true })],
  ...signature("{落款}", "{日期}"),
];

/** 附注: two characters in, in brackets. Source: 7.3.6. */
const contact = (): readonly Paragraph[] =>
  within("有联系人", body("（联系人：{联系人}{#有联系电话}，联系电话：{联系电话}{/有联系电话}）"));

export const closing = (): readonly Block[] => [...attachments(), ...signed(), ...contact()];
