import { html } from "../html.ts";
import type { BoardPage } from "./page.ts";
import { policyOf } from "./policy.ts";

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:18px/1.8 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:34em;margin:18vh auto 0;padding:0 20px}
h1{font-size:22px;margin:0 0 12px}
p{margin:0 0 12px}`;

/** Why the board cannot be shown, for somebody who expected it. */
export function noticePage(message: string): BoardPage {
  const { header } = policyOf(STYLE, "", false);
  const page = html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>挂图作战 · 暂不能查看</title>
`;
  const body = html`<body>
<main>
<h1>暂不能查看挂图作战</h1>
<p>${message}</p>
</main>
</body>
</html>
`;
  return { html: `${page.markup}<style>${STYLE}</style>\n</head>\n${body.markup}`, policy: header };
}
