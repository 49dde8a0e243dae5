import { writeFileSync } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import {
  ADMIN,
  type City,
  city,
  findingsOf,
  mainRows,
  PARTS,
  type Part,
  partRows,
  sentTo,
  stateOf,
} from "../fakes/city-of-parts.ts";
import { duban, sheetRows } from "../fakes/cli.ts";
import { killedRun } from "../fakes/killed-run.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { milestone, project, smallOffice } from "../fakes/small-office.ts";

const DAILY = ["run", "daily", "--json"] as const;
const ALL = Object.keys(PARTS) as Part[];

const lightsOf = async (at: City, part: Part): Promise<readonly unknown[]> => {
  const [headers = [], ...rows] = await sheetRows(at.fileOf(part), "节点");
  return rows.map((row) => row[headers.indexOf("预警")] ?? null);
};

const runsOf = async (at: City) => {
  const store = await openSqliteStore(`${at.file}.duban.sqlite`, { readOnly: true });
  const runs = await store.runs();
  await store.close();
  return runs;
};

describe("a run killed among its workbooks", () => {
  it.each([1, 2, 3])(
    "after %i of three: the next run completes the others, nobody is taken for a stranger, nobody is told twice",
    async (nth) => {
      const at = await city();
      const settings = { ...at.settings, DUBAN_NOW: "2026-06-12T08:00" };
      const jobs = [{ job: "daily", runKey: "daily@2026-06-12" }] as const;
      const dead = await killedRun({ jobs, kill: { step: "part-written", nth } }, settings);
      expect(dead).toBe("SIGKILL");
      const again = await at.on("12", "run", "due", "--json");
      expect(again.code).toBe(0);
      expect(again.out).not.toContain("standing-");
      expect(again.out).not.toContain("not-paired");
      for (const part of ALL) {
        expect(await lightsOf(at, part), part).toEqual(["红", null]);
        expect(await at.letters(PARTS[part].clerk)).toHaveLength(1);
      }
      const bytes = at.bytes();
      expect((await at.on("12", ...DAILY)).json()).toMatchObject({ cellsChanged: 0, messages: [] });
      expect(at.bytes().every((one, index) => one.equals(bytes[index]!))).toBe(true);
    },
  );
});

describe("a workbook of 分表 that is open elsewhere", () => {
  it("is written by the next run; the others are written, everybody is mailed, exit 1, and the run is still due", async () => {
    const at = await city();
    const lock = join(dirname(at.fileOf("乙县分表")), "~$乙县（新）.xlsx");
    writeFileSync(lock, "");
    const blocked = await at.on("12", "run", "due", "--json");
    expect(blocked.code).toBe(1);
    expect(stateOf(blocked, "乙县分表")).toMatchObject({ state: "not-written", cellsChanged: 0 });
    expect(blocked.json().remarks).toMatchObject([
      { code: "parts-not-written", facts: { names: "乙县分表", count: 1 } },
    ]);
    expect(await lightsOf(at, "甲县分表")).toEqual(["红", null]);
    expect(await lightsOf(at, "乙县分表")).toEqual([null, null]);
    expect(sentTo(blocked)).toContain("b@jia.example");
    expect((await runsOf(at)).every(({ state, error }) => state === "failed" && error === "parts-not-written")).toBe(
      true,
    );
    await rm(lock);
    const again = await at.on("12", "run", "due", "--json");
    expect(again.code).toBe(0);
    expect(await lightsOf(at, "乙县分表")).toEqual(["红", null]);
    expect(sentTo(again)).toEqual([]);
    expect(await at.letters("b@jia.example")).toHaveLength(1);
  });
});

describe("a registry that is open elsewhere while its 分表 are not", () => {
  it("nobody is mailed and the run stays due; what the 分表 got stands, and the next run completes the rest", async () => {
    const at = await city();
    const lock = join(at.dir, "~$台账.xlsx");
    writeFileSync(lock, "");
    const blocked = await at.on("12", "run", "due", "--json");
    expect(blocked).toMatchObject({ code: 1 });
    expect(blocked.json()).toMatchObject({ state: "failed", messages: [], remarks: [{ code: "workbook-open" }] });
    await rm(lock);
    const again = await at.on("12", "run", "due", "--json");
    expect(again.code).toBe(0);
    expect(again.out).not.toContain("not-paired");
    expect(ALL.map((part) => stateOf(again, part).cellsChanged)).toEqual([0, 0, 0]);
    for (const part of ALL) expect(await lightsOf(at, part), part).toEqual(["红", null]);
    expect(sentTo(again)).toEqual(expect.arrayContaining(ALL.map((part) => PARTS[part].clerk)));
  });
});

describe("each workbook and the store belong together or not", () => {
  it("one whose marks another program dropped: nothing of it is mailed until adopt, all else goes on", async () => {
    const at = await city();
    await at.on("09", ...DAILY);
    const late = { milestones: [milestone("C-001", 30, "2026-05-21")] };
    await at.write("丙县分表", partRows("丙县分表", late));
    const ran = await at.on("10", ...DAILY);
    expect(ran.code).toBe(1);
    expect(stateOf(ran, "丙县分表").state).toBe("not-paired");
    expect(sentTo(ran)).toEqual([ADMIN]);
    expect(await lightsOf(at, "丙县分表")).toEqual(["红", null, "红"]);
    expect((await at.on("10", "adopt", "--tell-again")).out).toContain("已认可");
    const after = await at.on("11", ...DAILY);
    expect(after.code).toBe(0);
    expect(sentTo(after)).toContain("c@jia.example");
    expect((await at.letters("c@jia.example")).at(-1)!.text).toContain("C-001/30");
    expect(stateOf(await at.on("11", ...DAILY), "丙县分表").state).toBe("done");
  });

  it("a workbook of another store: verdicts are written, its stamp stays, nothing of it is mailed or remembered, until adopt", async () => {
    const theirs = await city();
    await theirs.on("09", ...DAILY);
    const at = await city();
    await copyFile(theirs.fileOf("丙县分表"), at.fileOf("丙县分表"));
    const ran = await at.on("09", ...DAILY);
    expect(ran.code).toBe(1);
    expect(stateOf(ran, "丙县分表").state).toBe("not-paired");
    expect(sentTo(ran)).toEqual(expect.arrayContaining(["a@jia.example", "b@jia.example", ADMIN]));
    expect(sentTo(ran)).not.toContain("c@jia.example");
    const store = await openSqliteStore(`${at.file}.duban.sqlite`, { readOnly: true });
    expect(await store.workbooks()).not.toContain("丙县分表");
    await store.close();
    const admin = (await at.letters(ADMIN)).at(-1)!.text;
    expect(admin).toContain("1 个分表与记录库的配对有疑问");
    expect((await at.on("10", "adopt")).code).toBe(0);
    const after = await at.on("10", ...DAILY);
    expect(after.code).toBe(0);
    expect(sentTo(after)).not.toContain("c@jia.example");
    expect(after.json().remarks).toMatchObject([{ code: "assumed-told" }]);
    await at.on("10", "adopt", "--tell-again");
    expect((await at.on("11", ...DAILY)).json()).toMatchObject({ cellsChanged: expect.any(Number), state: "done" });
  });
});

describe("the month's ranking over several workbooks", () => {
  it("lacking one nobody has read it is drafted, says so, cannot be confirmed, and is drafted anew when it is there", async () => {
    const at = await city({
      ...mainRows([{ name: "丁县分表", address: "丁县.xlsx" }]),
      monthlyReports: smallOffice().monthlyReports!,
    });
    expect((await at.on("09", ...DAILY)).code).toBe(1);
    const ran = await at.on("12", "run", "due", "--json");
    expect(ran.code).toBe(1);
    expect(ran.json().drafts).toMatchObject([{ id: "M-2026-05", state: "draft" }]);
    const summary = (await sheetRows(at.file, "系统-汇总")).filter(([dimension]) => dimension === "说明");
    expect(summary.map((row) => row[1])).toContain("丁县分表未能读取，其中的行未计入");
    const early = await duban(["confirm", "M-2026-05", "--by", "孙管"], {
      ...at.settings,
      DUBAN_NOW: "2026-06-12T09:00",
    });
    expect(early.code).toBe(2);
    expect(early.err).toContain("M-2026-05 还不能确认：缺 丁县分表 的数据");
    await writeRegistry(join(at.dir, "丁县.xlsx"), {
      projects: [project("D-001", "甲县")],
      milestones: [milestone("D-001", 10, "2026-11-30")],
    });
    const whole = await at.on("15", "run", "due", "--json");
    expect(whole.code).toBe(0);
    expect(whole.json().drafts).toMatchObject([{ id: "M-2026-05-2", state: "draft" }]);
    expect(findingsOf(whole).filter(({ code }) => code === "workbook-unread")).toEqual([]);
    const confirmed = await at.on("15", "confirm", "M-2026-05-2", "--by", "孙管", "--json");
    expect(confirmed.code).toBe(0);
  });

  it("with one that was old at the lock it may be confirmed, and says whose rows are of which day", async () => {
    const at = await city();
    await at.on("09", ...DAILY);
    await copyFile(at.fileOf("丙县分表"), join(at.dir, "保存"));
    writeFileSync(at.fileOf("丙县分表"), "PK broken");
    await at.on("10", ...DAILY);
    await rename(join(at.dir, "保存"), at.fileOf("丙县分表"));
    const ran = await at.on("12", "run", "monthly", "--json");
    expect(ran.code).toBe(0);
    const confirmed = await at.on("12", "confirm", "M-2026-05", "--by", "孙管", "--json");
    expect(confirmed.code).toBe(0);
    const leader = (await at.letters("zhou@jia.example")).at(-1)!.text;
    expect(leader).toContain("丙县分表未能读取，其数据截至6月9日。");
  });
});

describe("a row that moves from the registry to a 分表", () => {
  it("keeps its original plan: a day changed on the way is judged by what it was, and nothing counts as deleted", async () => {
    const own = { projects: [project("M-001", "甲县")], milestones: [milestone("M-001", 10, "2026-05-20")] };
    const at = await city({ ...mainRows(), ...own });
    await at.on("09", ...DAILY);
    await at.on("11", ...DAILY);
    await writeRegistry(at.file, mainRows());
    await at.write("甲县分表", partRows("甲县分表", { ...own, milestones: [milestone("M-001", 10, "2026-11-20")] }));
    await at.on("12", "adopt");
    const ran = await at.on("12", ...DAILY);
    expect(ran.code).toBe(0);
    const codes = findingsOf(ran).map(({ code, key, workbook }) => `${workbook} ${key} ${code}`);
    expect(codes).toContain("甲县分表 M-001/10 milestone-plan-changed");
    expect(codes.filter((code) => code.includes("deleted") || code.includes("added"))).toEqual([]);
    expect(await lightsOf(at, "甲县分表")).toEqual(["红", null, "红"]);
  });
});
