import { describe, expect, it } from "vitest";
import { publicSite } from "../../lib/jobs/public-site.ts";
import { MARKS, publicCity } from "../fakes/public-city.ts";
import { marksIn } from "./planted-marks.ts";

const CITIES = 1000;

describe("what is planted in a city never reaches its public site", () => {
  it(`in ${CITIES} random cities: personal data, drafts, questions, markings, private columns and documents, in any encoding`, () => {
    let [shown, held] = [0, 0];
    for (let seed = 1; seed <= CITIES; seed++) {
      const { input, drafts } = publicCity(seed);
      const site = publicSite(input, drafts);
      const found = marksIn(site.files);
      if (found.length > 0) expect({ seed, found }).toEqual({ seed, found: [] });
      shown += site.files.size;
      held += site.held.length;
    }
    expect(shown).toBeGreaterThan(CITIES * 40);
    expect(held).toBeGreaterThan(CITIES * 3);
  }, 120_000);

  it("the order of rows and drafts changes no byte", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { input, drafts } = publicCity(seed);
      const { registry } = input.reading;
      const turned = { projects: registry.projects.toReversed(), disclosures: registry.disclosures.toReversed() };
      const judgement = input.judge("2026-10-23", null);
      const other = {
        ...input,
        reading: { ...input.reading, registry: { ...registry, ...turned } },
        judge: () => ({ ...judgement, listed: judgement.listed.toReversed() }),
      };
      expect(publicSite(other, drafts.toReversed()).manifest).toEqual(publicSite(input, drafts).manifest);
    }
  });

  it("a mark is found in whatever form it is written", () => {
    const mobile = `${MARKS.mobile}123`;
    const forms = [
      `<td>${MARKS.text}</td>`,
      `<td>&#x${MARKS.text.codePointAt(0)!.toString(16)};</td>`,
      `<td>&#${MARKS.text.codePointAt(0)};</td>`,
      `"\\u${MARKS.text.codePointAt(0)!.toString(16)}"`,
      encodeURIComponent(MARKS.text),
      Buffer.from(`名单：${MARKS.text}，共一人`).toString("base64"),
      `xxxx${Buffer.from(mobile.repeat(2)).toString("base64")}`,
      Buffer.from(`名单${MARKS.text}`).toString("hex"),
      mobile.split("").join("-"),
      [...mobile].map((digit) => "〇一二三四五六七八九"[Number(digit)]).join(""),
      `7,717,771,700`.replace("7,717,771,7", "77,177,717,"),
      `_${MARKS.text.codePointAt(0)!.toString(16)}_.html`,
      MARKS.mail.toUpperCase(),
    ];
    for (const form of forms) {
      const files = new Map([["a.html", new TextEncoder().encode(`前 ${form} 后`)]]);
      expect({ form, found: marksIn(files).length > 0 }).toEqual({ form, found: true });
    }
    expect(marksIn(new Map([["a.html", new TextEncoder().encode("滨河路改造 2026-03-07")]]))).toEqual([]);
    expect(marksIn(new Map([[`${MARKS.mobile}.html`, new Uint8Array()]]))).not.toEqual([]);
    const utf16 = new Map([["a.csv", new Uint8Array(Buffer.from(`a${MARKS.text}b`, "utf16le"))]]);
    expect(marksIn(utf16)).not.toEqual([]);
  });
});
