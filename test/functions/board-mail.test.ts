import { describe, expect, it } from "vitest";
import { readLink } from "../../functions/board/link.ts";
import { directoryOf } from "../../lib/domain/recipients.ts";
import { boardLinks, unsigned } from "../../lib/jobs/board-links.ts";
import { NO_OVERRIDES } from "../../lib/rules/rulebook.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { newPerson } from "../fakes/people.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { LINK_SECRET } from "../security/door-process.ts";
import { LINKS } from "./board-office.ts";
import { lettersTo } from "./http-office.ts";

async function ranWith(more: Readonly<Record<string, string>>, args = ["run", "due", "--json"], rows = smallOffice()) {
  const dir = folder();
  const settings = { ...office(dir, "2026-06-12T08:00"), ...more };
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  return { dir, settings, run: (await duban(args, settings)).json() };
}

const LINE = /在线查看（本人专用，有效至6月26日，请勿转发）：(https:\/\/duban\.example\.gov\.cn\/board\?t=([\w.-]+))/;

describe("the link at the foot of a letter", () => {
  it("is the reader's own, in text and HTML, for two weeks", async () => {
    const { dir } = await ranWith(LINKS);
    for (const address of ["li@jia.example", "zhou@jia.example", "sun@jia.example"]) {
      const [letter] = await lettersTo(dir, address);
      const [, url, token] = LINE.exec(letter!.text!)!;
      expect(readLink(LINK_SECRET, token!)).toEqual({ address, until: "2026-06-26" });
      expect(letter!.html).toContain(`请勿转发）：<a href="${url}">https://duban.example.gov.cn/board</a>`);
    }
  });

  it("changes nothing else: the same plan, the same letters but for that line, none twice, and the run is found the same again", async () => {
    const [bare, linked] = [await ranWith({}), await ranWith(LINKS)];
    const told = ({ run }: typeof bare) =>
      (run.messages as readonly Record<string, string>[])
        .map(({ to, subject, state }) => [to, subject, state].join())
        .sort();
    expect(linked.run.planDigest).toBe(bare.run.planDigest);
    expect(told(linked)).toEqual(told(bare));
    const text = async ({ dir }: typeof bare) => (await lettersTo(dir, "li@jia.example"))[0]!.text!;
    expect((await text(linked)).replace(LINE, "").trim()).toBe((await text(bare)).trim());
    expect((await duban(["replay", "daily@2026-06-12"], linked.settings)).code).toBe(0);
    const again = (
      await duban(["run", "daily", "--json"], { ...linked.settings, DUBAN_NOW: "2026-06-12T09:00" })
    ).json();
    expect(again.messages).toEqual([]);
  });

  it("is shown unsigned by a dry run: nobody who reads over a shoulder gets in", async () => {
    const { run } = await ranWith(LINKS, ["run", "daily", "--dry-run", "--json"]);
    const texts = (run.messages as readonly { readonly text?: string }[]).map(({ text = "" }) => text);
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts)
      expect(text).toContain("在线查看（本人专用，有效至6月26日，请勿转发）：https://duban.example.gov.cn/board?t=…\n");
    expect(JSON.stringify(run)).not.toMatch(/t=1\./);
  });

  it("lasts as long as 规则 says", async () => {
    const rows = smallOffice();
    const rule = { parameter: "看板链接有效天数", value: "3天", from: { date: "2026-01-01" }, basis: "办公室约定" };
    const { dir } = await ranWith(LINKS, undefined, { ...rows, rules: [...rows.rules!, rule] });
    expect((await lettersTo(dir, "li@jia.example"))[0]!.text).toContain("有效至6月15日，");
  });
});

describe("who gets a link", () => {
  const links = { linkFor: (address: string, until: string) => `${address} ${until}`, unsigned: "…" };
  const directory = directoryOf(
    {
      people: [
        newPerson("甲县", "王联", "联络员", { email: "Wang@x.cn" }),
        newPerson("甲县", "评评", "评委", { email: "ping@x.cn" }),
        newPerson("甲县", "离离", "联络员", { email: "li@x.cn", disabled: true }),
      ],
      units: [],
    },
    "2026-06-12",
  );

  it.each([
    ["wang@x.cn", { url: "wang@x.cn 2026-06-26", until: "2026-06-26" }],
    ["ping@x.cn", null],
    ["li@x.cn", null],
    ["stranger@x.cn", null],
  ])("%s: %j", (address, found) => {
    expect(boardLinks(links, NO_OVERRIDES, directory)(address)).toEqual(found);
    expect(boardLinks(null, NO_OVERRIDES, directory)(address)).toBeNull();
    expect(boardLinks(unsigned(links), NO_OVERRIDES, directory)(address)?.url ?? null).toBe(found && "…");
  });
});
