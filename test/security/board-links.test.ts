import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkToken, readLink } from "../../functions/board/link.ts";
import { LIMITS } from "../../functions/http/entrance.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { boardOffice, LI, tokenFor } from "../functions/board-office.ts";
import { BEARER, LINK_SECRET, type Reply, SECRET } from "./door-process.ts";

const LINK = { address: "wang@jia.example", until: "2026-06-26" };
const TOKEN = linkToken(LINK_SECRET, LINK);
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

describe("the token of a link", () => {
  it("says whose it is and until when, in characters that need no escaping in an address", () => {
    expect(TOKEN).toMatch(/^1\.[\w-]+\.[\w-]{43}$/);
    expect(TOKEN.length).toBeLessThan(90);
    expect(readLink(LINK_SECRET, TOKEN)).toEqual(LINK);
  });

  it("is the same for the same link, so a letter written again is the same letter", () => {
    expect(linkToken(LINK_SECRET, { ...LINK })).toBe(TOKEN);
  });

  it("changed in any one character, to any other, is not believed: not even where base64url has two spellings", () => {
    for (let at = 0; at < TOKEN.length; at++)
      for (const other of `${BASE64URL}.`)
        if (other !== TOKEN[at])
          expect(readLink(LINK_SECRET, TOKEN.slice(0, at) + other + TOKEN.slice(at + 1))).toBeNull();
  });

  it("cut short, drawn out or put together from two is not believed", () => {
    for (let length = 0; length < TOKEN.length; length++)
      expect(readLink(LINK_SECRET, TOKEN.slice(0, length))).toBeNull();
    const other = linkToken(LINK_SECRET, { ...LINK, address: "sun@jia.example" });
    const [, body] = other.split(".");
    const [, , mac] = TOKEN.split(".");
    for (const token of [`${TOKEN}A`, `${TOKEN}=`, ` ${TOKEN}`, `${TOKEN}\n`, `${TOKEN}.`, `1.${body}.${mac}`])
      expect(readLink(LINK_SECRET, token)).toBeNull();
    expect(readLink(LINK_SECRET, `1.${"A".repeat(100_000)}.${mac}`)).toBeNull();
  });

  it("of another version, or signed by another secret, is not believed", () => {
    expect(readLink(LINK_SECRET, TOKEN.replace(/^1/, "2"))).toBeNull();
    expect(readLink(LINK_SECRET, linkToken(SECRET, LINK))).toBeNull();
  });

  it("reads back whatever address and day it was made of, and never throws", () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    const address = fc.string({ minLength: 1, maxLength: 80, unit: "grapheme" }).filter((one) => one.isWellFormed());
    fc.assert(
      fc.property(day, address, (until, whose) => {
        const link = { until, address: whose };
        expect(readLink(LINK_SECRET, linkToken(LINK_SECRET, link))).toEqual(link);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void expect(readLink(LINK_SECRET, text)).toBeNull()));
  });
});

/** Everything a browser and a log can see of one refusal, but for the moment. */
const seen = ({ status, headers, text }: Reply) => [status, text, [...headers].filter(([name]) => name !== "date")];

const REFUSED = "没有有效的链接，或链接已过期：请从最近一封督办邮件中打开，或向重点项目办索取新的链接。";

describe("a link at the door", () => {
  it("opens the projects of its person and no other's, whatever else the address asks for", async () => {
    const { browser } = await boardOffice();
    const li = browser();
    await li.visit(`/board?t=${tokenFor(LI)}`);
    for (const query of ["", "?unit=%E7%94%B2%E5%8E%BF", "?q=P-001", "?person=%E5%AD%99%E7%AE%A1", "?wall=1"]) {
      const { status, text } = await li.open(`/board${query}`);
      expect([status, text.includes('id="p-P-001"'), text.includes("P-001工程")]).toEqual([200, false, false]);
    }
    const admin = browser();
    expect((await admin.visit(`/board?t=${tokenFor("sun@jia.example")}`)).text).toContain('id="p-P-001"');
    expect((await li.open("/board")).text).not.toContain('id="p-P-001"');
  });

  it("altered, expired, of nobody or of no version we know is refused alike: nothing tells which it was", async () => {
    const { browser } = await boardOffice();
    const token = tokenFor(LI);
    const bad = [
      `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
      token.slice(0, -1),
      token.replace(/^1/, "2"),
      tokenFor(LI, "2026-06-11"),
      tokenFor("nobody@jia.example"),
      linkToken(SECRET, { address: LI, until: "2026-06-26" }),
    ];
    const answers = await Promise.all(bad.map((one) => browser().open(`/board?t=${one}`)));
    for (const answer of answers) expect(seen(answer)).toEqual(seen(answers[0]!));
    expect(answers[0]!.status).toBe(401);
    expect(answers[0]!.text).toContain(REFUSED);
    expect(answers.some(({ headers }) => headers.has("set-cookie"))).toBe(false);
    expect(seen(await browser().open("/board"))).toEqual(seen(answers[0]!));
  });

  it("opens on its last day and not on the next, by cookie too", async () => {
    const token = tokenFor(LI, "2026-06-12");
    const today = await boardOffice();
    const reader = today.browser();
    expect((await reader.visit(`/board?t=${token}`)).status).toBe(200);
    const tomorrow = await boardOffice({ more: { DUBAN_NOW: "2026-06-13T00:00" } });
    const same = tomorrow.browser();
    same.cookie = reader.cookie;
    expect((await same.open("/board")).status).toBe(401);
  });

  it.each([
    ["停用", { disabled: "是" }],
    ["停用 by a word nobody can read", { disabled: "已调离" }],
    ["gone from 人员", null],
    ["at another address", { email: "li2@jia.example" }],
  ])("of somebody who is %s opens nothing, though it is ours and not over", async (_what, change) => {
    const rows = smallOffice();
    const people = rows.people!.flatMap((one) =>
      one.name !== "李联" ? [one] : change === null ? [] : [{ ...one, ...change }],
    );
    const { browser } = await boardOffice({ rows: { ...rows, people } });
    const reader = browser();
    expect((await reader.open(`/board?t=${tokenFor(LI)}`)).status).toBe(401);
    reader.cookie = `duban_board=${tokenFor(LI)}`;
    const reply = await reader.open("/board");
    expect([reply.status, reply.text.includes(REFUSED), reply.text.includes("P-00")]).toEqual([401, true, false]);
  });

  it("in a cookie can be turned into nobody else's", async () => {
    const { browser } = await boardOffice();
    const [, , mac] = tokenFor(LI).split(".");
    const [, other] = tokenFor("sun@jia.example").split(".");
    const reader = browser();
    for (const value of [`1.${other}.${mac}`, "sun@jia.example", "", `${tokenFor(LI)}; duban_board=x`.slice(0, -17)]) {
      reader.cookie = `duban_board=${value}`;
      const reply = await reader.open("/board");
      expect(reply.text.includes('id="p-P-001"')).toBe(false);
    }
  });

  it("breaks no header: what comes after it stays an address", async () => {
    const { browser, door } = await boardOffice();
    const reply = await browser().open(`/board?t=${tokenFor(LI)}&q=%0d%0aSet-Cookie:%20a=b%0d%0a&sort=%00`);
    expect(reply.headers.get("location")).toBe("/board?q=%0D%0ASet-Cookie%3A+a%3Db%0D%0A&sort=%00");
    expect(reply.headers.getSetCookie()).toHaveLength(1);
    const away = await browser().open(`/board?t=${tokenFor(LI)}&next=https://evil.example`);
    expect(away.headers.get("location")).toMatch(/^\/board\?/);
    expect(
      await door.raw(`GET //evil.example/board?t=${tokenFor(LI)} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("opens no other door, and a caller's credential beside it counts alone", async () => {
    const { browser, door } = await boardOffice();
    const reader = browser();
    await reader.visit(`/board?t=${tokenFor("sun@jia.example")}`);
    for (const path of ["/drafts", "/runs/1"])
      expect((await door.ask("GET", path, { headers: { Cookie: reader.cookie } })).status).toBe(401);
    const asBearer = { Authorization: `Bearer ${tokenFor("sun@jia.example")}` };
    expect((await door.ask("GET", "/drafts", { headers: asBearer })).status).toBe(401);
    const both = { Cookie: reader.cookie, Authorization: "Bearer wrong" };
    expect((await door.ask("GET", "/board", { headers: both })).status).toBe(401);
  });

  it("is in no log, nor is anything else of the query or the cookie; who looked is", async () => {
    const { browser, door, dir } = await boardOffice();
    const reader = browser();
    await reader.visit(`/board?t=${tokenFor(LI)}&q=wortlaut`);
    await browser().open("/board?t=1.altered.altered");
    const lines = await door.logged(3);
    expect(lines.map(({ path, status, caller, because }) => [path, status, caller, because])).toEqual([
      ["/board", 303, LI, undefined],
      ["/board", 200, LI, undefined],
      ["/board", 401, "-", "altered"],
    ]);
    for (const hidden of [tokenFor(LI), "duban_board", "wortlaut", "?", SECRET, LINK_SECRET, dir])
      expect(door.said()).not.toContain(hidden);
  });

  it("guessed at too often makes an address wait; a good one is let in meanwhile, for an office may sit behind one address", async () => {
    const { browser } = await boardOffice();
    const statuses: number[] = [];
    for (let n = 0; n < LIMITS.links.burst + 2; n++)
      statuses.push((await browser().open(`/board?t=1.${"A".repeat(40)}.${"B".repeat(43)}`)).status);
    expect(statuses.slice(0, LIMITS.links.burst)).toEqual(Array.from({ length: LIMITS.links.burst }, () => 401));
    expect(statuses.at(-1)).toBe(429);
    expect((await browser().visit(`/board?t=${tokenFor(LI)}`)).status).toBe(200);
  });

  it("guessed at through the office's proxy keeps no caller from the other doors, nor anybody from /health", async () => {
    const { browser, door } = await boardOffice();
    for (let n = 0; n < LIMITS.links.burst + 2; n++) await browser().open("/board?t=1.altered.altered");
    expect((await door.ask("GET", "/drafts", { headers: BEARER })).status).toBe(200);
    expect((await door.ask("GET", "/board", { headers: BEARER })).status).toBe(200);
    expect((await door.ask("GET", "/health")).status).toBe(200);
  });

  it("used too often makes its person wait, and nobody else", async () => {
    const { browser } = await boardOffice();
    const li = browser();
    await li.visit(`/board?t=${tokenFor(LI)}`);
    const more = Array.from({ length: LIMITS.caller.burst + 10 }, () => li.open("/board"));
    const late = (await Promise.all(more)).find(({ status }) => status === 429);
    expect(late?.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(late?.text).toContain("请求过于频繁");
    expect((await browser().visit(`/board?t=${tokenFor("sun@jia.example")}`)).status).toBe(200);
  });
});
