import { existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  ADMIN,
  breakZip,
  city,
  findingsOf,
  mainRows,
  PARTS,
  partRows,
  sentTo,
  stateOf,
  workbooksOf,
} from "../fakes/city-of-parts.ts";
import { duban, folder, sheetRows } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, project, report } from "../fakes/small-office.ts";

const DAILY = ["run", "daily", "--json"] as const;

const column = async (file: string, tab: string, header: string): Promise<readonly unknown[]> => {
  const [headers = [], ...rows] = await sheetRows(file, tab);
  return rows.map((row) => row[headers.indexOf(header)] ?? null);
};

describe("a registry whose departments fill workbooks of their own", () => {
  it("judges all of them together and writes to each what is its own", async () => {
    const at = await city();
    const ran = await at.on("12", ...DAILY);
    expect(ran.code).toBe(0);
    expect(workbooksOf(ran).map(({ name, state }) => `${name} ${state}`)).toEqual([
      "台账.xlsx done",
      "甲县分表 done",
      "乙县分表 done",
      "丙县分表 done",
    ]);
    for (const part of ["甲县分表", "乙县分表", "丙县分表"] as const) {
      expect(await column(at.fileOf(part), "节点", "预警"), part).toEqual(["红", null]);
      const mirror = await sheetRows(at.fileOf(part), "系统-节点");
      expect(mirror.slice(2).map((row) => row[0])).toEqual([PARTS[part].code, PARTS[part].code]);
      for (const alien of ["系统-汇总", "系统-通知", "系统-运行", "系统-排名"])
        expect(await sheetRows(at.fileOf(part), alien), alien).toEqual([]);
    }
    expect(sentTo(ran)).toEqual(expect.arrayContaining(["a@jia.example", "b@jia.example", "c@jia.example", ADMIN]));
    const [letter] = await at.letters("b@jia.example");
    expect(letter!.text).toContain("《乙县分表》「节点」表第 2 行（I2）");
    expect(ran.json().published).toMatchObject({ "系统-节点": 6, 节点: 6, 项目: 6 });
  });

  it("a second run changes no cell and touches none of the files", async () => {
    const at = await city();
    await at.on("12", ...DAILY);
    const before = at.bytes();
    const changed = statSync(at.fileOf("丙县分表")).mtimeMs;
    const again = await at.on("12", ...DAILY);
    expect(again.json()).toMatchObject({ cellsChanged: 0, messages: [], published: {} });
    expect(at.bytes().every((bytes, index) => bytes.equals(before[index]!))).toBe(true);
    expect(statSync(at.fileOf("丙县分表")).mtimeMs).toBe(changed);
  });

  it("a dry run names the workbook of every cell and leaves no trace", async () => {
    const at = await city();
    const before = at.bytes();
    const ran = await at.on("12", "run", "daily", "--dry-run", "--json");
    const changes = ran.json().changes as { workbook?: string; sheet: string }[];
    expect(new Set(changes.map(({ workbook }) => workbook))).toEqual(new Set([undefined, ...Object.keys(PARTS)]));
    const told = await at.on("12", "run", "daily", "--dry-run");
    expect(told.out).toContain("《甲县分表》「节点」");
    expect(at.bytes().every((bytes, index) => bytes.equals(before[index]!))).toBe(true);
    expect(existsSync(`${at.file}.duban.sqlite`)).toBe(false);
  });

  it("explain, check and why-not name the workbook", async () => {
    const at = await city();
    await at.write("乙县分表", partRows("乙县分表", { milestones: [milestone("B-001", 30, "2026-2-30")] }));
    const explained = await at.on("12", "explain", "B-001/10");
    expect(explained.out).toMatch(/乙县分表「节点」H2 计划完成：2026-05-20/);
    const checked = await at.on("12", "check");
    expect(checked.out).toContain("台账.xlsx：「项目」3 行、「节点」7 行");
    expect(checked.out).toMatch(/《乙县分表》「节点」H4 计划完成/);
    await rm(at.fileOf("丙县分表"));
    const why = await at.on("12", "why-not", "丙县联");
    expect(why.out).toContain("丙县分表未能读取，其中的行未计入。");
  });

  it("a number in two workbooks counts in neither, and both places are named in both", async () => {
    const at = await city();
    await at.write("丙县分表", partRows("丙县分表", { projects: [project("A-001", "丙县")] }));
    const ran = await at.on("12", ...DAILY);
    const [twice] = findingsOf(ran).filter(({ code, key }) => code === "key-duplicate" && key === "A-001");
    expect(twice!.message).toBe("「项目」《甲县分表》第 2 行、《丙县分表》第 3 行：“A-001” 出现 2 次，都未计入。");
    for (const part of ["甲县分表", "丙县分表"] as const)
      expect(JSON.stringify(await sheetRows(at.fileOf(part), "系统-数据问题")), part).toContain("A-001");
    expect(await sheetRows(at.fileOf("乙县分表"), "系统-数据问题")).toHaveLength(2);
    expect(await column(at.fileOf("甲县分表"), "项目", "预警")).toEqual([null]);
  });
});

describe("workbooks that cannot be read", () => {
  /** Three good ones, a broken zip, one that is not there, one with a marking. */
  async function mixed() {
    const more = [
      { name: "丁县分表", address: "丁县.xlsx" },
      { name: "戊县分表", address: "戊县.xlsx" },
      { name: "己县分表", address: "己县.xlsx" },
    ];
    const at = await city(mainRows(more));
    breakZip(join(at.dir, "丁县.xlsx"));
    const secret = project("F-001", "甲县", { name: "某地下工程", secrecy: "机密" });
    await writeRegistry(join(at.dir, "己县.xlsx"), {
      projects: [secret],
      milestones: [milestone("F-001", 10, "2026-05-20")],
    });
    return at;
  }

  it("stop nobody: each is a finding with its reason, exit 1, and of the one with a marking nothing is repeated", async () => {
    const at = await mixed();
    const ran = await at.on("12", ...DAILY);
    expect(ran.code).toBe(1);
    expect(workbooksOf(ran).filter(({ state }) => state === "done")).toHaveLength(4);
    expect(["丁县分表", "戊县分表", "己县分表"].map((name) => stateOf(ran, name).state)).toEqual(
      Array(3).fill("missing"),
    );
    const told = findingsOf(ran).filter(({ code }) => code === "workbook-unread");
    expect(told.map(({ message }) => message)).toEqual([
      "「分表」B5 地址：丁县分表 未能读取：不是 xlsx 文件，其中的行未计入。",
      "「分表」B6 地址：戊县分表 未能读取：找不到这个文件，其中的行未计入。",
      "「分表」B7 地址：己县分表 未能读取：含有涉密标记，整本未读，其中的行未计入。",
    ]);
    expect(sentTo(ran)).toEqual(expect.arrayContaining(["a@jia.example", "b@jia.example", "c@jia.example", ADMIN]));
    const [admin] = await at.letters(ADMIN);
    expect(admin!.subject).toBe("【督办运行】分表有问题，请核对，发出 5 封，4 项请处理（6月12日）");
    expect(admin!.text).toContain("3 个分表未能读取，其中的行未计入：丁县分表、戊县分表、己县分表。");
    for (const text of [
      ran.out,
      JSON.stringify(await sheetRows(at.file, "系统-数据问题")),
      readFileSync(`${at.file}.duban.sqlite`, "utf8"),
    ]) {
      expect(text).not.toContain("地下工程");
      expect(text).not.toContain("F-001");
      expect(text).not.toContain(join(at.dir, "戊县"));
    }
    const again = await at.on("12", ...DAILY);
    expect(again.json()).toMatchObject({ cellsChanged: 0 });
  });

  it("a marking in the registry itself still stops the whole run with exit 3", async () => {
    const at = await city({ ...mainRows(), projects: [project("M-001", "甲县", { secrecy: "秘密" })] });
    const before = at.bytes();
    expect((await duban([...DAILY], at.settings)).code).toBe(3);
    expect(at.bytes().every((bytes, index) => bytes.equals(before[index]!))).toBe(true);
  });

  it("one that gets a marking later is left out whole: not even what was read before stands in", async () => {
    const at = await city();
    await at.on("09", ...DAILY);
    await at.write("丙县分表", partRows("丙县分表", { projects: [project("C-009", "丙县", { secrecy: "机密" })] }));
    const ran = await at.on("10", ...DAILY);
    expect(stateOf(ran, "丙县分表")).toMatchObject({ state: "missing", staleSince: null });
    expect(ran.json().figures).toMatchObject({ projects: 2 });
    expect(sentTo(ran)).not.toContain("c@jia.example");
  });

  it("breaks on day 2: its numbers stand and every letter that uses them says since when; back on day 3", async () => {
    const at = await city();
    await at.write("丙县分表", partRows("丙县分表", { milestones: [milestone("C-001", 30, "2026-06-24")] }));
    expect((await at.on("09", ...DAILY)).code).toBe(0);
    await copyFile(at.fileOf("丙县分表"), join(at.dir, "保存.xlsx"));
    breakZip(at.fileOf("丙县分表"));

    const broken = await at.on("10", ...DAILY);
    expect(broken.code).toBe(1);
    expect(stateOf(broken, "丙县分表")).toEqual({
      name: "丙县分表",
      state: "stale",
      cellsChanged: 0,
      staleSince: "2026-06-09",
    });
    expect(broken.json().figures).toMatchObject({ projects: 3, milestones: 7 });
    expect(findingsOf(broken).map(({ message }) => message)).toContain(
      "「分表」B4 地址：丙县分表 未能读取：不是 xlsx 文件，其数据截至6月9日。",
    );
    expect(readFileSync(at.fileOf("丙县分表"), "utf8")).toContain("not a workbook any more");
    const admin = (await at.letters(ADMIN)).at(-1)!.text;
    expect(admin).toContain("1 个分表未能读取，沿用上次读到的数据（截至括号内日期）：丙县分表（2026-06-09）。");
    const explained = await at.on("10", "explain", "C-001/10");
    expect(explained.out).toContain("丙县分表未能读取，其数据截至6月9日。");

    const later = await at.on("15", "run", "weekly", "--json");
    expect(later.code).toBe(1);
    const clerk = (await at.letters("c@jia.example")).at(-1)!.text;
    expect(clerk).toContain("丙县分表未能读取，其数据截至6月9日。");
    for (const other of ["a@jia.example", "b@jia.example"])
      for (const { text } of await at.letters(other)) expect(text).not.toContain("未能读取");

    await rename(join(at.dir, "保存.xlsx"), at.fileOf("丙县分表"));
    const back = await at.on("16", ...DAILY);
    expect(back.code).toBe(0);
    expect(stateOf(back, "丙县分表")).toMatchObject({ state: "done", staleSince: null });
    expect(findingsOf(back).filter(({ code }) => code === "workbook-unread")).toEqual([]);
    expect((await at.on("16", ...DAILY)).json()).toMatchObject({ cellsChanged: 0 });
  });
});

describe("reports that fell due while their workbook could not be read", () => {
  it("are not called missing: nobody has looked", async () => {
    const at = await city();
    const reported = (part: "甲县分表" | "丙县分表") => {
      const months = ["01", "02", "03", "04"];
      const reports = months.map((month, n) => report(PARTS[part].code, `2026-${month}`, 1000 * (n + 1), "2026-05-06"));
      return { ...partRows(part), monthlyReports: reports };
    };
    await at.write("甲县分表", reported("甲县分表"));
    await at.write("丙县分表", reported("丙县分表"));
    await at.on("03", ...DAILY);
    breakZip(at.fileOf("丙县分表"));
    await at.on("09", ...DAILY);
    expect((await at.letters("a@jia.example")).at(-1)!.text).toContain("5月月报尚未收到");
    for (const { text } of await at.letters("c@jia.example")) expect(text).not.toContain("月报尚未收到");
  });
});

describe("addresses in 分表", () => {
  const OUTSIDE = "地址不在台账所在的文件夹之内";
  const REFUSED: readonly (readonly [what: string, address: string, words: string])[] = [
    ["a path that climbs out", "../别处.xlsx", OUTSIDE],
    ["one that climbs out later", "甲/../../别处二.xlsx", OUTSIDE],
    ["one with backslashes", "分表\\..\\..\\别处三.xlsx", OUTSIDE],
    ["an absolute path", "/etc/别处.xlsx", OUTSIDE],
    ["a drive", "C:\\别处.xlsx", OUTSIDE],
    ["a share", "\\\\host\\share\\别处.xlsx", OUTSIDE],
    ["an address of the network", "http://host/别处.xlsx", OUTSIDE],
    ["a link that leads out", "链接.xlsx", OUTSIDE],
    ["a folder that is a link", "外面/别处.xlsx", OUTSIDE],
    ["the folder of our backups", ".duban-backups/别处.xlsx", OUTSIDE],
    ["no workbook", "台账.xlsx.duban.sqlite", "地址不是 .xlsx 文件"],
    ["a link to no workbook", "名单.xlsx", "地址不是 .xlsx 文件"],
    ["the registry itself", "./台账.xlsx", "地址就是台账本身"],
    ["the registry by another name", "同一.xlsx", "地址就是台账本身"],
    ["a workbook of another row", "./分表/../甲县.xlsx", "与前面的行是同一个工作簿"],
  ];

  it("that lead elsewhere are refused, each with a finding, and nothing there is opened", async () => {
    const at = await city(mainRows(REFUSED.map(([name, address]) => ({ name, address }))));
    const elsewhere = folder();
    await writeRegistry(join(elsewhere, "别处.xlsx"), partRows("甲县分表"));
    symlinkSync(join(elsewhere, "别处.xlsx"), join(at.dir, "链接.xlsx"));
    symlinkSync(elsewhere, join(at.dir, "外面"));
    symlinkSync(at.file, join(at.dir, "同一.xlsx"));
    await copyFile(at.file, join(at.dir, "名单.txt"));
    symlinkSync(join(at.dir, "名单.txt"), join(at.dir, "名单.xlsx"));
    const ran = await at.on("12", "check", "--json");
    const told = findingsOf(ran).filter(({ code }) => code === "workbook-unread");
    expect(told.map(({ message }) => message)).toEqual(
      REFUSED.map(([name, , words], row) => `「分表」B${row + 5} 地址：${name} 未能读取：${words}，其中的行未计入。`),
    );
    expect(ran.json().rows).toMatchObject({ 项目: 3, 节点: 6 });
  });

  it("a name that is the registry's own is refused", async () => {
    const at = await city(mainRows([{ name: "台账.xlsx", address: "别的.xlsx" }]));
    const [told] = findingsOf(await at.on("12", "check", "--json")).filter(({ code }) => code === "workbook-unread");
    expect(told!.message).toContain("名称与台账的文件名相同");
  });
});
