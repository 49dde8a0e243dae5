import { type Html, html } from "../html.ts";
import { linkFrom } from "./addresses.ts";
import { SECTIONS, SITE_TITLE } from "./public-words.ts";

export interface PageParts {
  readonly path: string;
  readonly office: string;
  readonly title: string;
  /** Folder of the section it belongs to; "" = the first page, "about" = the explanation. */
  readonly section: string;
  /** 来源：…。截至 … */
  readonly source: string;
  readonly body: Html;
}

/** No script, nothing from elsewhere: the pages ask nobody for anything but the style beside them. */
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/** A whole page that any server, and any folder, can show. */
export function pageOf({ path, office, title, section, source, body }: PageParts): string {
  const to = (target: string): string => linkFrom(path, target);
  const entry = (folder: string, target: string, words: string): Html =>
    html`<li><a href="${to(target)}"${folder === section ? html` aria-current="${path === target ? "page" : "true"}"` : ""}>${words}</a></li>
`;
  const page = html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${section === "" ? "" : `${title} · `}${SITE_TITLE} · ${office}</title>
<link rel="stylesheet" href="${to("style.css")}">
<link rel="alternate" type="application/rss+xml" title="最近公开" href="${to("rss.xml")}">
<link rel="alternate" type="application/atom+xml" title="最近公开" href="${to("feed.xml")}">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header>
<p class="site"><a href="${to("index.html")}">${SITE_TITLE}</a><span>${office}</span></p>
<nav aria-label="栏目"><ul>
${entry("", "index.html", "首页")}${SECTIONS.map((one) => entry(one.folder, `${one.folder}/index.html`, one.title))}${entry("about", "about.html", "说明")}</ul></nav>
</header>
<main id="main">
<h1>${title}</h1>
<p class="source">${source}</p>
${body}</main>
<footer>
<p>${office}　<a href="${to("about.html")}">不列示的内容和原因、更正</a>　<a href="${to("rss.xml")}">订阅（RSS）</a>　<a href="${to("feed.xml")}">订阅（Atom）</a>　<a href="${to("manifest.json")}">文件校验清单</a></p>
</footer>
</body>
</html>
`;
  return page.markup;
}
