import { describe, expect, it } from "vitest";
import { duban, folder, office } from "../fakes/cli.ts";
import { planOffice } from "../fakes/plan-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";

const linesOf = (out: string): readonly string[] => out.split("\n").map((line) => line.trim());

describe("duban explain, of the plan", () => {
  it("a milestone: its last moment and float, with the cells they follow from", async () => {
    const settings = office(folder(), "2026-06-12T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, planOffice());
    const late = linesOf((await duban(["explain", "P-101/30"], settings)).out);
    expect(late).toContain("按节点推算：应在 29 个工作日前开始（最迟4月30日），缺 30 个工作日，在关键线路上。");
    expect(late).toContain("台账.xlsx「节点」F7 前置节点：20");
    expect(late).toContain("台账.xlsx「节点」G7 工期：20");
    expect(late.filter((line) => /「项目」[A-Z]+4 计划竣工：2026-12-20/.test(line))).toHaveLength(1);
    expect(late.join("")).toContain(
      "最早完成 2026-07-13；最迟开始 2026-04-30；最迟完成 2026-05-29；总时差（工作日） -30",
    );
    const spare = linesOf((await duban(["explain", "P-102/20"], settings)).out);
    expect(spare).toContain("按节点推算：最迟11月23日开始，还有 111 个工作日，总时差 91 个工作日，在关键线路上。");
    const done = await duban(["explain", "P-101/10"], settings);
    expect(done.out).not.toContain("按节点推算");
  });

  it("a project: one line; a ring is said, a plan that hangs together nowhere says nothing", async () => {
    const settings = office(folder(), "2026-06-12T08:00");
    await writeRegistry(settings.DUBAN_REGISTRY, planOffice());
    const said = async (code: string) =>
      linesOf((await duban(["explain", code], settings)).out).filter((line) => line.startsWith("节点计划："));
    expect(await said("P-101")).toEqual([
      "节点计划：计划竣工12月20日不能实现，关键线路缺 30 个工作日，最早2027年2月1日完成；现在等20「环评」；补救办法见 duban plan P-101。",
    ]);
    expect(await said("P-103")).toEqual(["节点计划：前置节点循环，不作推算，见 duban plan P-103。"]);
    expect(await said("P-001")).toEqual([]);
  });
});
