import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkToken, readLink } from "../../functions/board/link.ts";
import { LINK_SECRET, SECRET } from "./door-process.ts";

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
