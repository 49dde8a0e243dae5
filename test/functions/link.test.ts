import { describe, expect, it } from "vitest";
import { readLink } from "../../functions/board/link.ts";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { LINK_SECRET } from "../security/door-process.ts";
import { LINKS } from "./board-office.ts";

async function officeWith(
  more: readonly Record<string, unknown>[] = [],
  disabled = "",
): Promise<Record<string, string>> {
  const dir = folder();
  const settings = { ...office(dir, "2026-06-12T08:00"), ...LINKS };
  const rows = smallOffice();
  const people = [...rows.people!.map((one) => (one.name === disabled ? { ...one, disabled: "是" } : one)), ...more];
  await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, people } as typeof rows);
  return settings;
}

const tokenIn = (url: unknown): string => new URL(String(url)).searchParams.get("t")!;

describe("duban link", () => {
  it("prints the link of one person, what it opens and until when", async () => {
    const settings = await officeWith();
    const ran = await duban(["link", "李联", "--json"], settings);
    expect(ran.code).toBe(0);
    const { url, ...told } = ran.json();
    expect(told).toEqual({
      name: "李联",
      unit: "市水务局",
      address: "li@jia.example",
      until: "2026-06-26",
      projects: 1,
    });
    expect(readLink(LINK_SECRET, tokenIn(url))).toEqual({ address: "li@jia.example", until: "2026-06-26" });
    const words = await duban(["link", "孙管（重点办）", "--days", "200"], settings);
    expect(words.out).toContain("孙管（重点办）：现可查看 2 个项目，有效至2026年12月29日。");
    expect(words.out).toMatch(/\nhttps:\/\/duban\.example\.gov\.cn\/board\?t=[\w.-]+&wall=1\n/);
  });

  it.each([
    ["李莲", "「人员」中没有 “李莲”，最接近的是 李联（市水务局）。"],
    ["何人在此", "「人员」中没有 “何人在此”。"],
    ["王联", "「人员」中有 2 个 “王联”，请写明是哪一个：王联（甲县）、王联（市水务局）。"],
    ["周市长", "周市长（重点办） 在「人员」中已停用，不能签发链接。"],
    ["调某", "调某（甲县） 在「人员」中的“停用”一格无法识别（停用填 是，在用的留空），不能签发链接。"],
    ["吴无", "吴无（甲县） 在「人员」中没有可用的邮箱，链接须凭邮箱认人，请先补上。"],
  ])("refuses %s with the way out", async (name, words) => {
    const twin = { name: "王联", unit: "市水务局", roles: "联络员", email: "wang2@jia.example" };
    const moved = { name: "调某", unit: "甲县", roles: "联络员", email: "diao@jia.example", disabled: "已调离" };
    const settings = await officeWith([twin, moved, { name: "吴无", unit: "甲县", roles: "联络员" }], "周市长");
    const ran = await duban(["link", name], settings);
    expect([ran.code, ran.out, ran.err.trim()]).toEqual([2, "", words]);
  });

  it("takes the one meant by unit or by address", async () => {
    const twin = { name: "王联", unit: "市水务局", roles: "联络员", email: "wang2@jia.example" };
    const settings = await officeWith([twin]);
    for (const [called, address] of [
      ["王联（市水务局）", "wang2@jia.example"],
      ["WANG@jia.example", "wang@jia.example"],
    ] as const)
      expect((await duban(["link", called, "--json"], settings)).json().address).toBe(address);
  });

  it.each([
    [["link", "李联", "--days", "0"], "--days “0” 不是 1 到 400 的整数"],
    [["link", "李联", "--days", "401"], "--days “401” 不是 1 到 400 的整数"],
    [["link", "李联", "--as-of", "2026-06-01"], "不能与 --as-of 同用"],
  ])("%j is refused", async (args, words) => {
    const ran = await duban(args, await officeWith());
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toContain(words);
  });

  it("without a secret there is nothing to sign with", async () => {
    const { DUBAN_LINK_SECRET: _secret, DUBAN_BOARD_URL: _url, ...settings } = await officeWith();
    const ran = await duban(["link", "李联"], settings);
    expect([ran.code, ran.err.trim()]).toEqual([
      2,
      "配置有 1 处错误：没有设置 DUBAN_LINK_SECRET 和 DUBAN_BOARD_URL，不能签发链接。",
    ]);
  });
});
