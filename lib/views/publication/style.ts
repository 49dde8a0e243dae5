/** The one style of all pages: plain, for screens from 320 px, for paper, and for eyes that see no colours. */
export const STYLE = `:root{color-scheme:light;--ink:#1d2733;--quiet:#52606d;--line:#d3dae2;--deep:#173f6b;--link:#0b4f9c;--ground:#f5f7f9;--red:#a3161a;--black:#20262d}
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.75 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif;overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.2em}
a:focus-visible{outline:3px solid #f2b705;outline-offset:2px;border-radius:2px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem}
.skip:focus{position:static;display:inline-block;padding:.5rem 1rem;background:#fff}
header{background:var(--deep);color:#fff;border-bottom:4px solid var(--red)}
header>*,main,footer{max-width:72rem;margin:0 auto;padding-left:1.25rem;padding-right:1.25rem}
.site{margin:0 auto;padding-top:1.1rem;padding-bottom:.35rem;font:700 1.5rem/1.4 "Songti SC","SimSun","Noto Serif CJK SC",serif;letter-spacing:.08em}
.site a{color:#fff;text-decoration:none}
.site span{display:inline-block;margin-left:1rem;font:400 .95rem/1.4 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;letter-spacing:0}
header ul{display:flex;flex-wrap:wrap;gap:0 .25rem;margin:0 -.75rem;padding:0;list-style:none}
header li a{display:block;padding:.55rem .75rem;color:#fff;text-decoration:none}
header li a:hover{text-decoration:underline}
header li a[aria-current]{background:#fff;color:var(--deep);font-weight:700;border-radius:3px 3px 0 0}
main{background:#fff;padding-top:1.5rem;padding-bottom:2.5rem;min-height:60vh}
h1{margin:0;font:700 1.65rem/1.4 "Songti SC","SimSun","Noto Serif CJK SC",serif;color:var(--deep)}
h2{margin:2rem 0 .75rem;font-size:1.2rem;line-height:1.5;color:var(--deep);padding-left:.6rem;border-left:4px solid var(--red)}
.source{margin:.35rem 0 1.25rem;padding-bottom:.75rem;border-bottom:1px solid var(--line);color:var(--quiet);font-size:.92rem}
p{margin:.75rem 0}
table{width:100%;border-collapse:collapse;margin:1.25rem 0 .5rem;font-size:.95rem;line-height:1.55}
caption{caption-side:top;text-align:left;font-weight:700;padding:.35rem 0}
th,td{padding:.5rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{background:#e9eef4;color:var(--deep);border-bottom:2px solid var(--deep);white-space:nowrap}
tbody th{font-weight:600}
tbody tr:nth-child(even){background:#fafbfc}
.figure{text-align:right}
.figure,.day{font-variant-numeric:tabular-nums;white-space:nowrap}
.mark{display:inline-block;padding:0 .5rem;border:1px solid currentColor;border-radius:3px;font-weight:700}
.mark.red{color:var(--red)}
.mark.black{color:#fff;background:var(--black);border-color:var(--black)}
.data{color:var(--quiet);font-size:.92rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem;margin:0;padding:0;list-style:none}
.cards li{border:1px solid var(--line);border-top:3px solid var(--deep);padding:.9rem 1rem;background:#fff}
.cards h3{margin:0;font-size:1.1rem}
.cards p{margin:.25rem 0 0;color:var(--quiet);font-size:.92rem}
.cards .count{color:var(--ink);font-weight:700}
.index{margin:0;padding:0;list-style:none}
.index li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
.index span{color:var(--quiet);font-variant-numeric:tabular-nums}
dl{margin:1rem 0}
dl div{display:grid;grid-template-columns:12rem 1fr;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--quiet)}
dd{margin:0}
.pager ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
.pager a[aria-current]{color:var(--ink);font-weight:700;text-decoration:none}
footer{padding-top:1rem;padding-bottom:2rem;color:var(--quiet);font-size:.9rem}
@media screen and (max-width:46rem){
.site{font-size:1.2rem;letter-spacing:.03em}
header li a{padding:.5rem .6rem;min-height:2.75rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,th,td,caption{display:block}
tbody tr{border:1px solid var(--line);border-left:3px solid var(--deep);margin:0 0 .75rem;padding:.4rem .75rem;background:#fff}
tbody th,tbody td{display:grid;grid-template-columns:8.5rem 1fr;gap:0 .75rem;padding:.2rem 0;border:0;text-align:left;white-space:normal}
tbody .figure{text-align:left}
tbody [data-label]::before{content:attr(data-label);color:var(--quiet);font-weight:400;white-space:normal}
.site span{display:block;margin:0}
dl div{grid-template-columns:1fr}
}
@page{size:A4;margin:18mm 15mm}
@media print{
table{font-size:8.5pt}
thead th,thead .figure,thead .day{white-space:normal}
th,td{padding:.25rem .35rem;min-width:4em}
body{background:#fff;font-size:10.5pt;line-height:1.5}
header{background:#fff;color:#000;border-bottom:2px solid #000}
header nav,.skip,.data,.back,.pager,footer{display:none}
header>*,main{padding-left:0;padding-right:0}
.site a,a{color:#000}
main{padding:0;min-height:0;max-width:none}
thead{display:table-header-group}
tr{break-inside:avoid}
}
`;
