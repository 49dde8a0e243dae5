import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, extname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect } from "vitest";
import { siteWritten } from "../../lib/jobs/public-site.ts";
import { oneBrowser, watch } from "../fakes/browser.ts";
import { folder } from "../fakes/cli.ts";
import { fullSite } from "../fakes/public-site.ts";
import { CHROMIUM, testWith } from "../require-tool.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const inChromium = (title: string, body: () => Promise<void>): void => testWith(CHROMIUM, "chromium", title, body);

const { files } = siteWritten(fullSite(), null);
const pages = [...files.keys()].filter((path) => path.endsWith(".html"));
const TYPES: Readonly<Record<string, string>> = {
  ...{ ".html": "text/html", ".css": "text/css", ".json": "application/json", ".csv": "text/csv" },
  ".xml": "application/atom+xml",
};

/** Any file server: paths to bytes, and nothing else. */
let server: Server | null = null;
async function served(): Promise<string> {
  server ??= createServer((request, response) => {
    const bytes = files.get(new URL(request.url!, "http://x").pathname.slice("/a/b/".length));
    response.writeHead(bytes === undefined ? 404 : 200, {
      "content-type": TYPES[extname(request.url!)] ?? "text/plain",
    });
    response.end(bytes);
  });
  if (!server.listening) await new Promise<void>((done) => server!.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a/b/`;
}
afterAll(() => server?.close());

const browser = oneBrowser();
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

async function opened(): Promise<Page> {
  const context = await (await browser()).newContext({ viewport: DESK, javaScriptEnabled: false });
  return context.newPage();
}

/** With scripts on: axe waits by timers, which stand still without. The pages have none of their own. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate<readonly string[]>(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => id + ": " + html.slice(0, 200) + " " + failureSummary)))`);
}

/** One of every kind. */
const KINDS = [
  ...["index", "about", "projects/index", "project/p-001", "disclosures/index", "disclosures/construction"],
  ...["rankings/index", "rankings/2026q3", "lists/2026q3", "changes/2026q3", "starts/2026-08"],
].map((name) => `${name}.html`);

describe("the public site in a browser", () => {
  for (const [name, viewport, kinds] of [
    ["a desk", DESK, KINDS.filter((_, at) => at % 2 === 0)],
    ["a phone", PHONE, KINDS],
  ] as const)
    inChromium(
      `axe finds nothing on ${name}, nothing is wider than the screen, and nothing but the style is asked for`,
      async () => {
        const base = await served();
        const page = await (await (await browser()).newContext({ viewport })).newPage();
        const seen = watch(page);
        for (const path of kinds) {
          await page.goto(base + path);
          expect({ path, found: await violations(page) }).toEqual({ path, found: [] });
          const width = await page.evaluate<number>("document.documentElement.scrollWidth");
          expect({ path, fits: width <= viewport.width }).toEqual({ path, fits: true });
        }
        expect(new Set(seen.requests)).toEqual(new Set([`${base}style.css`]));
        expect(seen.errors).toEqual([]);
        await page.context().close();
      },
    );
});

describe("the public site in a browser without JavaScript", () => {
  inChromium(
    "every link leads to a file of the site, every anchor stands there, and the style is applied from a plain folder too",
    async () => {
      const dir = folder();
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(dir, path)), { recursive: true });
        writeFileSync(join(dir, path), bytes);
      }
      const page = await opened();
      for (const path of pages) {
        await page.goto(`file://${join(dir, path)}`);
        const links = await page.evaluate<readonly string[]>("[...document.links].map(({ href }) => href)");
        for (const link of links.filter((one) => !one.startsWith("https://www.jia.gov.cn/"))) {
          const [target, anchor] = decodeURI(link.replace(`file://${dir}/`, "")).split("#");
          expect({ path, target, there: files.has(target!) }).toEqual({ path, target, there: true });
          if (anchor !== undefined) expect(Buffer.from(files.get(target!)!).toString()).toContain(` id="${anchor}"`);
        }
      }
      const colour = await page.evaluate<string>("getComputedStyle(document.querySelector('header')).backgroundColor");
      expect(colour).toBe("rgb(23, 63, 107)");
    },
  );

  inChromium("keys reach the text first, and lights and lists are words", async () => {
    const page = await opened();
    await page.goto(`${await served()}lists/2026q3.html`);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("跳到正文");
    expect(await page.locator(".mark").allTextContents()).toEqual(["红榜", "黑榜"]);
    expect(await page.locator("table caption").count()).toBe(await page.locator("table").count());
    expect(await page.locator("th:not([scope])").count()).toBe(0);
  });
});
