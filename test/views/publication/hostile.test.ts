import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { privacyOf, publicRow } from "../../../lib/domain/publication/public-row.ts";
import { siteWritten } from "../../../lib/jobs/public-site.ts";
import { siteFiles } from "../../../lib/views/publication/site-files.ts";
import { listedProject, publicSiteWith, publicTable } from "../../fakes/public-table.ts";

const NASTY = [
  ...[
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]>",
    "<!--",
    "&lt;b&gt;",
  ],
  ...[
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "\t=1",
    "\r\n=1",
    '"=1',
    "' =1",
    "%0d%0aX: y",
    "a,b\"c'd\ne",
  ],
  ...[
    "javascript:alert(1)",
    "data:text/html,x",
    "../../etc/passwd",
    "C:\\con",
    "\u202egnp.exe",
    "\u0000\u0001",
    "\ufffe",
    "\ud800",
  ],
  ...["</title><svg/onload=1>", "{{x}}", "\u2028\u2029", "&#x3c;b&#x3e;"],
];
const cell = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.tuple(fc.constantFrom(...NASTY), fc.string({ maxLength: 10 })).map(([a, b]) => a + b),
);

const privacy = privacyOf({ people: [], units: [] }, []);

/** The site of rows as the domain lets them out. */
function siteWith(text: string, link: string) {
  const start = { project: text, name: text, category: text, county: text, unit: text, venue: text };
  const made = publicRow("starts", { ...start, totalInvestment: 1, annualPlan: 2 }, privacy);
  const rest = { projectName: text, item: text, discloser: text, category: "施工", disclosedOn: "2026-05-01" };
  const linked = publicRow("disclosures", { project: text, ...rest, link }, privacy);
  if (!("row" in made)) return null;
  const { name, project: code } = made.row;
  const listed = listedProject("P-1", {
    ...({ code, name, category: name, county: name, responsibleUnit: name } as object),
  });
  return publicSiteWith([
    publicTable("projects", "", [listed]),
    publicTable("disclosures", "", "row" in linked ? [linked.row] : []),
    publicTable("starts", "2026-08", [made.row]),
    publicTable("rankings", "2026-09", [
      { group: name as string, place: 1, unit: name as string, score: 8835, change: -2 },
    ]),
  ]);
}

const textsOf = (site: NonNullable<ReturnType<typeof siteWith>>) =>
  new Map(siteFiles(site).map(({ path, text }) => [path, text("2026-10-23")]));

const tags = (page: string): readonly string[] =>
  (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
const plain = textsOf(siteWith("路", "https://www.jia.gov.cn/a")!);
const tagsOfPlain = new Map([...plain].map(([path, text]) => [path, tags(text)]));

describe("whatever a cell holds", () => {
  it("no page has another tag, attribute or link than with a harmless text", () => {
    fc.assert(
      fc.property(cell, (text) => {
        const site = siteWith(text, "https://www.jia.gov.cn/a");
        fc.pre(site !== null && site.tables[0]!.rows[0]!.name !== "");
        for (const [path, page] of textsOf(site!)) {
          if (!path.endsWith(".html")) continue;
          const like = path.startsWith("project/") ? "project/_8def_.html" : path;
          expect(tags(page)).toEqual(tagsOfPlain.get(like));
          for (const [, href] of page.matchAll(/href="([^"]*)"/g))
            expect(href).toMatch(
              /^(?:(?:\.\.\/)?[a-z0-9_/-]+\.(?:html|css|csv|json|xml)|#main|https:\/\/www\.jia\.gov\.cn\/a)$/,
            );
        }
      }),
      { numRuns: 120 },
    );
  });

  it("a link is http or https with a host, or it is none", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          cell,
          fc.webUrl(),
          cell.map((text) => `https://www.jia.gov.cn/${text}`),
        ),
        (link) => {
          const site = siteWith("路", link)!;
          for (const row of site.tables.find(({ code }) => code === "disclosures")!.rows)
            if (row.link !== null) expect(row.link).toMatch(/^https?:\/\/[a-z0-9.-]+(?::\d+)?\/[^\s"'<>\\]*$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("both feeds are well-formed XML, the JSON reads back as the rows, and no CSV cell is a formula", () => {
    fc.assert(
      fc.property(cell, (text) => {
        const site = siteWith(text, "https://www.jia.gov.cn/a");
        fc.pre(site !== null);
        const files = textsOf(site!);
        for (const feed of ["feed.xml", "rss.xml"]) {
          const parser = new SaxesParser();
          parser.on("error", (error) => {
            throw error;
          });
          parser.write(files.get(feed)!).close();
        }
        const read = JSON.parse(files.get("data/starts-2026-08.json")!) as { readonly rows: readonly object[] };
        expect(read.rows).toEqual(site!.tables.find(({ code }) => code === "starts")!.rows);
        for (const path of ["data/starts-2026-08.csv", "data/projects.csv", "data/rankings-2026-09.csv"]) {
          const lines = csv(files.get(path)!);
          expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
          for (const one of lines.flat())
            if (!/^-?\d+(\.\d+)?$/.test(one)) expect(one).not.toMatch(/^\s*[=+\-@＝＋－＠|]/);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("every path is small letters, figures, hyphens and _ in at most one folder, and none is there twice", () => {
    fc.assert(
      fc.property(fc.uniqueArray(cell, { maxLength: 6 }), (codes) => {
        const rows = codes.map((code) => listedProject(code));
        const { files } = siteWritten(publicSiteWith([publicTable("projects", "", rows)]), null);
        const paths = [...files.keys()];
        for (const path of paths)
          expect(path).toMatch(/^(?:[a-z]+\/)?[a-z0-9_][a-z0-9_-]{0,79}\.(?:html|css|csv|json|xml)$/);
        expect(paths.filter((path) => path.startsWith("project/"))).toHaveLength(codes.length);
      }),
      { numRuns: 200 },
    );
  });
});

/** RFC 4180, by hand. */
function csv(text: string): readonly (readonly string[])[] {
  const cells = [...text.replace(/^\ufeff/, "").matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)];
  const lines: string[][] = [[]];
  for (const [, cell = "", end] of cells) {
    lines.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") lines.push([]);
  }
  return lines.slice(0, -1);
}
