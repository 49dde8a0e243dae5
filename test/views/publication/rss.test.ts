import { describe, expect, it } from "vitest";
import { siteWritten } from "../../../lib/jobs/public-site.ts";
import { rssTime } from "../../../lib/views/publication/rss.ts";
import { fullSite } from "../../fakes/public-site.ts";

const partsOf = (xml: string, tag: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, "gu"))].map(([, text]) => text!);

describe("the news as RSS 2.0", () => {
  it("writes a day as RSS does, on any machine", () => {
    expect(rssTime("2026-10-19")).toBe("Mon, 19 Oct 2026 00:00:00 +0800");
    expect(rssTime("2027-01-01")).toBe("Fri, 01 Jan 2027 00:00:00 +0800");
  });

  it("tells the same items as the Atom feed, each with a page of the site and a lasting guid", () => {
    const { files } = siteWritten(fullSite(), null);
    const text = (path: string): string => Buffer.from(files.get(path)!).toString("utf8");
    const [rss, atom] = [text("rss.xml"), text("feed.xml")];
    expect(rss).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<rss version="2\.0">\n<channel>/u);
    const titles = partsOf(rss, "title").slice(1);
    expect(titles.length).toBeGreaterThan(2);
    expect(titles).toEqual(partsOf(atom, "title").slice(1));
    expect(partsOf(rss, "guid")).toEqual(partsOf(atom, "id").slice(1));
    for (const link of partsOf(rss, "link")) expect([...files.keys()]).toContain(link);
  });

  it("leads to the site from wherever it is read, once the office has said where that is", () => {
    const { files } = siteWritten({ ...fullSite(), address: "https://www.example.gov.cn/zdxm/" }, null);
    const text = (path: string): string => Buffer.from(files.get(path)!).toString("utf8");
    const links = [
      ...partsOf(text("rss.xml"), "link"),
      ...[...text("feed.xml").matchAll(/href="([^"]*)"/gu)].map(([, link]) => link!),
    ];
    expect(links.length).toBeGreaterThan(6);
    for (const link of links) {
      expect(link.slice(0, 32)).toBe("https://www.example.gov.cn/zdxm/");
      expect([...files.keys()]).toContain(link.slice(32));
    }
    expect(text("index.html")).not.toContain("https://www.example.gov.cn/zdxm/");
  });
});
