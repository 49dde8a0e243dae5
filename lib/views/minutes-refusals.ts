import { oneLine } from "./one-line.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "找不到这个文件，请检查路径",
  EACCES: "没有读取权限，请检查权限",
  EPERM: "没有读取权限，请检查权限",
  "not-a-file": "不是文件，请给出纪要文件的路径",
  "unknown-type": "不是 .txt、.md 或 .docx，请另存为 .docx",
  "legacy-format": "是旧格式（.doc 或 .wps），请用 Word 或 WPS 另存为 .docx",
  encrypted: "设有打开密码，请去掉密码后再运行",
  pdf: "是 PDF，请转成 .docx 或复制成 .txt",
  "too-large": "过大，不像会议纪要；请删去图片和附件，或只留正文",
  empty: "没有文字",
  encoding: "文字编码不是 UTF-8 或 GB18030，请另存为 UTF-8",
  "not-text": "不是文本文件",
  "not-a-zip": "不是 .docx 文件，可能已损坏，请用 Word 打开后另存",
  "not-a-docx": "不是 Word 文档，请用 Word 打开后另存为 .docx",
  "zip-bomb": "压缩内容异常庞大，为安全起见不予打开",
};

/** Why minutes are not read, and the way out. Reasons are those of the adapter; the rest is damage. */
export const minutesRefusal = (file: string, reason: string): string =>
  `无法读取纪要：${oneLine(file, 100)} ${REASONS[reason] ?? `已损坏或不合规范（${oneLine(reason)}），请用 Word 打开后另存为 .docx`}。`;
