/** What the index says of a mail. */
export interface MailHead {
  /** Name of the .eml in the outbox. */
  readonly file: string;
  readonly to: string;
  readonly subject: string;
  /** ISO instant of the Date header, "" when there is none. */
  readonly date: string;
}

export interface OutboxMail extends MailHead {
  readonly messageId: string;
  readonly from: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly filename: string; readonly content: Uint8Array }[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
const link = (file: string): string => escaped(`./${encodeURIComponent(file)}`);

/** Shanghai time without asking the machine's zone (UTC+8 all year since 1992). */
function shanghaiTime(instant: string): string {
  if (instant === "") return "—";
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`;
}

/** Nothing is loaded and nothing runs, whatever a mail holds; attachments are data: links to save. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body{margin:0 auto;max-width:46rem;padding:1rem;font:16px/1.6 "PingFang SC","Microsoft YaHei",sans-serif;color:#1a1a1a;background:#fff}
h1{font-size:1.25rem;margin:.5rem 0}
ul{list-style:none;margin:0;padding:0}
li{border-top:1px solid #ddd;padding:.75rem 0;overflow-wrap:anywhere}
p{margin:.25rem 0}
.quiet{color:#595959;font-size:.875rem}
a{color:#0b57a4;padding:.25rem 0;display:inline-block}
iframe{width:100%;height:70vh;border:1px solid #ddd}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #ddd;padding:.75rem}
</style>
</head>
<body>
${body}
</body>
</html>
`;

export function indexPage(mails: readonly (MailHead & { readonly page: string })[]): string {
  const items = mails.map(
    (mail) => `<li>
<a href="${link(mail.page)}">${escaped(mail.subject || "（无主题）")}</a>
<p class="quiet">收件人：${escaped(mail.to)}　时间：${shanghaiTime(mail.date)}　<a href="${link(mail.file)}">邮件原件</a></p>
</li>`,
  );
  return page("发件箱", `<h1>发件箱（共 ${mails.length} 封，新的在前）</h1>\n<ul>\n${items.join("\n")}\n</ul>`);
}

export const previewPage = (mail: OutboxMail): string =>
  page(
    mail.subject,
    `<p><a href="./index.html">返回发件箱</a>　<a href="${link(mail.file)}">邮件原件</a></p>
<h1>${escaped(mail.subject || "（无主题）")}</h1>
<p class="quiet">发件人：${escaped(mail.from)}</p>
<p class="quiet">收件人：${escaped(mail.to)}</p>
<p class="quiet">时间：${shanghaiTime(mail.date)}</p>
${attachmentList(mail)}
${mail.html === "" ? "" : `<iframe sandbox="" title="邮件正文" srcdoc="${escaped(mail.html)}"></iframe>`}
<h1>纯文本</h1>
<pre>${escaped(mail.text)}</pre>`,
  );

function attachmentList({ attachments }: OutboxMail): string {
  const items = attachments.map(({ filename, content }) => {
    const data = `data:application/octet-stream;base64,${Buffer.from(content).toString("base64")}`;
    return `<li>附件：<a download="${escaped(filename)}" href="${data}">${escaped(filename)}</a>（${content.length} 字节）</li>`;
  });
  return items.length === 0 ? "" : `<ul>\n${items.join("\n")}\n</ul>`;
}
