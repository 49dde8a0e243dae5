import type { TemplateFault, TemplateFaultReason } from "../ports/template-fault.ts";
import { oneLine } from "./one-line.ts";

/** Every fault of a template, a line each. `faults`: TemplateFault[] as JSON. */
export function templateFaultWords(file: string, faults: string): string {
  const found = JSON.parse(faults) as readonly TemplateFault[];
  return [`公文模板 ${file} 有 ${found.length} 处占位符写错：`, ...found.map(faultLine)].join("\n");
}

const faultLine = (fault: TemplateFault): string =>
  `- ${placeWords(fault)}${oneLine(fault.placeholder, 40)}：${REASONS[fault.because]}${insteadWords(fault)}。`;

const PLACES: Readonly<Record<string, string>> = {
  document: "正文",
  header: "页眉",
  footer: "页脚",
  footnotes: "脚注",
  endnotes: "尾注",
  comments: "批注",
};

const placeWords = ({ place, near }: TemplateFault): string =>
  `${PLACES[place] ?? oneLine(place, 40)}${near === "" ? "" : `“${oneLine(near, 41)}”`}中的 `;

const REASONS: Readonly<Record<TemplateFaultReason, string>> = {
  unknown: "没有这个占位符",
  elsewhere: "这个占位符只能写在它所属的循环之内",
  unclosed: "“{” 没有对应的 “}”，或两者不在同一段",
  unopened: "“}” 前面没有对应的 “{”",
  "full-width": "大括号和 #、^、/ 要用半角",
  sign: "名称前只能有 #、^ 或 /",
  "not-a-loop": "这是一段文字，不能当作循环",
  "loop-as-text": "这是循环或条件，要成对写成 {#名称}…{/名称}",
  "loop-unclosed": "没有对应的 {/名称}",
  "loop-unopened": "前面没有对应的 {#名称}",
  "loop-crossed": "与另一循环交叉，要先结束里面的",
  "loop-place": "开始和结束要在同一个单元格、同一张表的行内，或都在表外",
  "not-filled-here": "这里的占位符不会被填写，请移到正文",
  other: "无法识别",
};

function insteadWords({ because, instead }: TemplateFault): string {
  if (instead === "") return "";
  if (because === "elsewhere") return `：${instead}`;
  return because === "unknown" ? `，最接近 ${instead}` : `，请写成 ${instead}`;
}

const UNREADABLE: Readonly<Record<string, string>> = {
  "not-a-zip": "不是 .docx 文件，请用文字处理软件另存为 .docx",
  corrupt: "文件已损坏，请重新保存",
  encrypted: "设有打开密码，请去掉密码",
  macros: "含有宏，请另存为不含宏的 .docx",
  embedded: "含有嵌入的对象，请删去后重新保存",
  external: "含有指向外部的链接、模板或文件，请删去后重新保存",
  field: "含有打开时取外部内容的域，请删去后重新保存",
  "not-a-document": "不是 .docx 文档（模板 .dotx 请另存为 .docx）",
  "strict-namespace": "是“严格开放 XML”格式，请另存为普通的 .docx",
  doctype: "含有不允许的文档类型声明，请重新保存",
  "zip-bomb": "压缩内容异常庞大，为安全起见不予打开",
  "too-large": "内容过大，请删去无关的图片后重新保存",
  EACCES: "没有读取权限，请检查权限",
};

export const unreadableTemplateWords = (file: string, reason: string, detail: string): string =>
  `公文模板 ${file} 不能使用：${UNREADABLE[reason] ?? `内容不合规范（${reason}），请重新保存为 .docx`}${detail === "" ? "" : `（${oneLine(detail, 80)}）`}。`;
