import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { BEARER, framework, type Reply } from "../security/door-process.ts";
import { boardOffice, FOR_EYES, LI, tokenFor } from "./board-office.ts";

/** Projects that were asked for; the others are hidden, so that a script can show them without asking again. */
const shown = ({ text }: Reply): readonly string[] =>
  [...text.matchAll(/<article class="project" id="p-([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !tag.endsWith(" hidden>"))
    .map((found) => found[1]!)
    .toSorted();

describe("GET /board", () => {
  it("shows all of it to whoever bears the secret, as a page that asks nobody for anything", async () => {
    const { door } = await boardOffice();
    const reply = await door.ask("GET", "/board", { headers: { ...BEARER, ...FOR_EYES } });
    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(shown(reply)).toEqual(["P-001", "P-002"]);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-robots-tag": "noindex",
    });
    const policy = reply.headers.get("content-security-policy");
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; /);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("travels packed to whoever can unpack it, and as it is to others", async () => {
    const { door } = await boardOffice();
    const ask = (encoding: string) =>
      door.ask("GET", "/board", { headers: { ...BEARER, "Accept-Encoding": encoding } });
    const replies = [await ask("gzip, deflate, br"), await ask("identity"), await ask("br, gzip;q=0")];
    expect(replies.map(({ headers }) => headers.get("content-encoding"))).toEqual(["gzip", null, null]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    const [length, plain] = replies.map(({ headers }) => Number(headers.get("content-length")));
    expect(length).toBeLessThan(plain! / 2);
  });

  it("takes what is asked for from its address, in Chinese, and passes over what it does not know", async () => {
    const { door } = await boardOffice();
    const ask = (query: string) => door.ask("GET", `/board?${query}`, { headers: BEARER });
    expect(shown(await ask(`unit=${encodeURIComponent("市水务局")}`))).toEqual(["P-002"]);
    expect(shown(await ask("q=p-001&from=singlemessage"))).toEqual(["P-001"]);
    expect(shown(await ask("q=%zz"))).toEqual([]);
    expect((await ask("wall=1")).text).toContain('class="wall"');
    expect((await ask(`q=${"x".repeat(5000)}`)).status).toBe(414);
  });

  it("a link puts its token into a cookie and sends the browser on without it, with what else was asked", async () => {
    const { browser } = await boardOffice();
    const reader = browser();
    const token = tokenFor(LI);
    const first = await reader.open(`/board?wall=1&t=${token}&q=%E6%B0%B4`);
    expect([first.status, first.headers.get("location")]).toEqual([303, "/board?wall=1&q=%E6%B0%B4"]);
    expect(first.headers.get("set-cookie")).toBe(
      `duban_board=${token}; Path=/board; Max-Age=1267200; HttpOnly; SameSite=Lax; Secure`,
    );
    expect(first.headers.get("referrer-policy")).toBe("no-referrer");
    const second = await reader.open("/board");
    expect([second.status, shown(second)]).toEqual([200, ["P-002"]]);
    expect(second.text).not.toContain("P-001");
  });

  it("behind a proxy that serves other things too, cookie and way on have the path people see", async () => {
    const { browser } = await boardOffice({ more: { DUBAN_BOARD_URL: "http://10.1.2.3/duban/" } });
    const first = await browser().open(`/board?t=${tokenFor(LI)}`);
    expect(first.headers.get("location")).toBe("/duban/board");
    expect(first.headers.get("set-cookie")).toMatch(/; Path=\/duban\/board; /);
    expect(first.headers.get("set-cookie")).not.toContain("Secure");
  });

  it("tells a browser that brings nothing, in a page, where links come from; a program gets JSON", async () => {
    const { browser, door } = await boardOffice();
    const page = await browser().open("/board?wall=1");
    expect([page.status, page.headers.get("content-type")]).toEqual([401, "text/html; charset=utf-8"]);
    expect(page.text).toContain("请从最近一封督办邮件中打开，或向重点项目办索取新的链接");
    expect(page.headers.get("refresh")).toBe("60");
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    const json = await door.ask("GET", "/board");
    expect([json.status, json.json.code, json.headers.get("refresh")]).toEqual([401, "unauthenticated", null]);
    expect((await door.ask("HEAD", "/board", { headers: BEARER })).status).toBe(405);
    expect((await door.ask("POST", "/board", { headers: BEARER })).status).toBe(405);
  });

  it("other paths still have no query", async () => {
    const { door } = await boardOffice();
    const reply = await door.ask("GET", "/drafts?q=1", { headers: BEARER });
    expect([reply.status, reply.json.code]).toEqual([400, "no-query"]);
  });

  it("without DUBAN_LINK_SECRET callers see it and no link is believed", async () => {
    const { browser, door } = await boardOffice({ more: { DUBAN_LINK_SECRET: "", DUBAN_BOARD_URL: "" } });
    expect((await door.ask("GET", "/board", { headers: BEARER })).status).toBe(200);
    expect((await browser().visit(`/board?t=${tokenFor(LI)}`)).status).toBe(401);
  });

  it("works under the Functions Framework, with a query in Chinese", async () => {
    const { browser, door } = await boardOffice({}, framework);
    const reply = await browser().visit(`/board?t=${tokenFor(LI)}&q=${encodeURIComponent("水务")}`);
    expect([reply.status, shown(reply)]).toEqual([200, ["P-002"]]);
    expect(door.said()).not.toContain(tokenFor(LI));
  });
});

describe("the reading behind the board", () => {
  it("leaves the workbook and the store as they are, and answers while a run holds the store", async () => {
    const { door, file } = await boardOffice();
    await (await openSqliteStore(`${file}.duban.sqlite`)).close();
    const before = [readFileSync(file), readFileSync(`${file}.duban.sqlite`)];
    const store = await openSqliteStore(`${file}.duban.sqlite`, { host: "other-host" });
    const lock = await store.lock();
    const reply = await door.ask("GET", "/board", { headers: BEARER });
    expect([reply.status, shown(reply)]).toEqual([200, ["P-001", "P-002"]]);
    if ("release" in lock) await lock.release();
    await store.close();
    expect(readFileSync(file).equals(before[0]!)).toBe(true);
  });

  it("of a workbook that is gone or marked secret is no board, in words without its content", async () => {
    const rows = smallOffice();
    const projects = rows.projects!.map((one) => ({ ...one, secrecy: "机密" }));
    const { browser, dir } = await boardOffice({ rows: { ...rows, projects } });
    const reply = await browser().open(`/board?t=${tokenFor(LI)}`);
    expect(reply.status).toBe(422);
    expect(reply.text).toContain("含有涉密标记");
    for (const hidden of ["P-001", dir]) expect(reply.text).not.toContain(hidden);
  });
});
