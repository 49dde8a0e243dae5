import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { project, smallOffice } from "../fakes/small-office.ts";

describe("what the command line refuses", () => {
  it("bad settings: every fault at once, without the password, exit 2", async () => {
    const ran = await duban(["run", "daily", "--registry", "x.xlsx"], {
      DUBAN_MAIL: "smpt://duban:geheim@mail.jia.example",
      DUBAN_ALLOWED_DOMAINS: "jia example@",
      DUBAN_STORE: "mysql://x",
    });
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/配置有 3 处错误/);
    expect(ran.err).not.toContain("geheim");
  });

  it.each([
    ["another protocol, a slash in the password", "smpt://duban:geheim/heim@mail.jia.example"],
    ["another protocol, an @ in the password", "smpt://duban:geheim@heim@mail.jia.example"],
    ["no protocol", "duban:geheim@mail.jia.example:587"],
    ["a user that cannot be decoded", "smtp://duban%zz:geheim@mail.jia.example"],
    ["a user that is no text", "smtp://duban%ff:geheim@mail.jia.example"],
    ["a password that cannot be decoded", "smtp://duban:geheim%zz@mail.jia.example"],
  ])("a mail server written wrong is named without any part of its password: %s", async (_, mail) => {
    const ran = await duban(["check", "--registry", "x.xlsx"], { DUBAN_MAIL: mail });
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/^配置有 1 处错误：DUBAN_MAIL “(?:sm\w+:\/\/)?…@mail\.jia\.example(?::587)?” 不是/);
  });

  it.each([
    ["no registry", ["run", "daily"], "没有指定台账"],
    ["an unknown job", ["run", "dayly", "--registry", "x.xlsx"], "没有任务 “dayly”"],
    ["an unknown option", ["run", "daily", "--asof", "2026-06-12"], "--asof"],
    ["an impossible day", ["run", "daily", "--as-of", "2026-2-30"], "“2026-2-30” 不是有效日期"],
    [
      "a trial that would confirm",
      ["confirm", "M-2026-05", "--by", "孙管", "--dry-run"],
      "confirm 不能与 --dry-run 同用",
    ],
    ["a day to confirm on", ["confirm", "M-2026-05", "--by", "孙管", "--as-of", "2027-01-01"], "--as-of"],
    ["a trial that would adopt", ["adopt", "--dry-run"], "adopt 不能与 --dry-run 同用"],
    ["a trial that would make a file", ["init", "/nowhere/x.xlsx", "--dry-run"], "init 不能与 --dry-run 同用"],
    [
      "a trial that would write a copy",
      ["run", "daily", "--registry", "x.xlsx", "--dry-run", "--out", "y.xlsx"],
      "--out",
    ],
    ["a period for a day's work", ["run", "daily", "--registry", "x.xlsx", "--period", "2026-05"], "--period"],
    ["a bad period", ["run", "monthly", "--registry", "x.xlsx", "--period", "5月"], "“5月” 不是期间"],
  ])("%s: exit 2", async (_name, args, words) => {
    const ran = await duban(args);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(words);
  });

  it.each([
    ["is not there", () => {}, "找不到台账"],
    ["is no workbook", (file: string) => writeFileSync(file, "not a zip"), "不是 xlsx 文件"],
    ["is a folder", (file: string) => mkdirSync(file), "台账"],
  ])("a registry that %s: exit 3", async (_name, make, words) => {
    const settings = office(folder(), "2026-06-12T08:00");
    make(settings.DUBAN_REGISTRY);
    const ran = await duban(["run", "daily"], settings);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain(words);
    expect(ran.out).toBe("");
  });

  it("a secret row stops the run with exit 3 and repeats nothing of it", async () => {
    const settings = office(folder(), "2026-06-12T08:00");
    const rows = smallOffice();
    const secret = project("P-009", "甲县", { name: "某地下工程", secrecy: "机密" });
    await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, projects: [...rows.projects!, secret] });
    const ran = await duban(["run", "daily", "--json"], settings);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain("涉密");
    expect(ran.out + ran.err).not.toContain("某地下工程");
    const kept = readFileSync(`${settings.DUBAN_REGISTRY}.duban.sqlite`, "utf8");
    expect(kept).not.toContain("某地下工程");
  });

  it("an outbox that is a file: every letter stays owed at once, exit 1, no trace of the code", async () => {
    const settings = office(folder(), "2026-06-12T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
    const file = settings.DUBAN_MAIL.slice("outbox:".length);
    writeFileSync(file, "");
    const ran = await duban(["run", "daily"], settings);
    expect([ran.code, ran.err]).toEqual([1, ""]);
    expect(ran.out).toContain(`wang@jia.example：拒发（DUBAN_MAIL 的 outbox:“${file}” 不是文件夹）`);
    expect(ran.out).toContain("其余提醒仍记为应发，下次运行继续。");
    const listed = await duban(["outbox"], settings);
    expect([listed.code, listed.err]).toEqual([2, `DUBAN_MAIL 的 outbox:“${file}” 不是文件夹，请改成放信的目录。\n`]);
    rmSync(file);
    expect((await duban(["run", "daily"], settings)).out).toMatch(/信件：发出 \d+ 封。/);
  });

  it("recipients outside the allowed domains are refused and reported", async () => {
    const settings = { ...office(folder(), "2026-06-12T08:00"), DUBAN_ALLOWED_DOMAINS: "yi.example" };
    await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
    const ran = await duban(["run", "daily", "--json"], settings);
    expect(ran.code).toBe(1);
    const { messages } = ran.json() as { messages: { to: string; state: string }[] };
    expect(new Set(messages.map(({ state }) => state))).toEqual(new Set(["not-allowed"]));
  });

  it("without allowed domains nobody is mailed, and it says so", async () => {
    const { DUBAN_ALLOWED_DOMAINS: _unset, ...settings } = office(folder(), "2026-06-12T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, smallOffice());
    const ran = await duban(["run", "daily"], settings);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("未设置 DUBAN_ALLOWED_DOMAINS，不会向任何人发信");
  });
});

describe("workbooks listed in 分表", () => {
  it("are not passed over in silence when they cannot be read", async () => {
    const settings = office(folder(), "2026-06-12T08:00");
    const workbooks = [{ name: "甲县分表", address: "jia.xlsx", unit: "甲县" }];
    await writeRegistry(settings.DUBAN_REGISTRY, { ...smallOffice(), workbooks });
    const { out } = await duban(["check"], settings);
    expect(out).toContain("「分表」B2 地址：甲县分表 未能读取：找不到这个文件，其中的行未计入。");
  });
});

describe("a reader that goes away", () => {
  it("ends the output and nothing else: no trace on the screen", async () => {
    const { err } = await duban(["rules", "--json"], {}, undefined, { stopReading: true });
    expect(err).toBe("");
  });
});

describe("init", () => {
  it("makes an empty registry once and never over a file", async () => {
    const file = join(folder(), "新台账.xlsx");
    expect((await duban(["init", file])).code).toBe(0);
    const again = await duban(["init", file]);
    expect(again.code).toBe(2);
    expect(again.err).toContain("已经存在");
    const checked = await duban(["check", "--registry", file]);
    expect(checked.code).toBe(0);
    expect(checked.out).toContain("新台账.xlsx：还没有填写任何一行。\n");
  });
});
