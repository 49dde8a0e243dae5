import { describe, expect, it } from "vitest";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { confirmed, ran, rankedOffice } from "../fakes/ranked-office.ts";
import { disputedOffice } from "./office.ts";

const MAY = "2026-06-11T08:00";
const JUNE = "2026-07-10T08:00";
const LATER = "2026-07-13T08:00";
const NEXT_DAY = "2026-07-14T08:00";

const office = (may: number): TemplateRows =>
  rankedOffice([
    { name: "甲县", group: "县区", ytd: { "2026-05": may, "2026-06": 6000 } },
    { name: "乙县", group: "县区", ytd: { "2026-05": 4000, "2026-06": 6000 } },
  ]);

describe("a month issued anew after the next one was published", () => {
  it("is told to everybody who got the first issue, as a correction", async () => {
    const { settings, type, letters, at } = await disputedOffice(office(3000));
    await ran(settings, MAY, "monthly");
    await confirmed(settings, MAY, "M-2026-05");
    await ran(settings, JUNE, "monthly");
    await confirmed(settings, JUNE, "M-2026-06");
    const about = async (words: string): Promise<readonly string[]> =>
      (await letters()).filter(({ subject }) => subject.includes(words)).map(({ to }) => to);
    const first = await about("2026年5月重点项目排名");
    expect(first).toContain("zhou@jia.example");

    await type(office(5000));
    await at(LATER, "run", "monthly", "--period", "2026-05", "--known-at", LATER.slice(0, 10));
    expect(await about("更正")).toEqual([]);
    await at(LATER, "confirm", "M-2026-05-2", "--by", "孙管");
    await at(NEXT_DAY, "run", "daily");
    expect((await about("2026年5月重点项目排名（更正）")).toSorted()).toEqual(first.toSorted());
  }, 120_000);

  it("is what the next circular says first, by the number of the one people hold, and the list of documents marks that one", async () => {
    const { settings, type, letters, at } = await disputedOffice(office(3000));
    await ran(settings, MAY, "monthly");
    await confirmed(settings, MAY, "M-2026-05");
    await at(MAY, "circular", "--period", "2026-05");
    await at(MAY, "confirm", "TB-2026-05", "--by", "孙管");
    await type(office(5000));
    await at(LATER, "run", "monthly", "--period", "2026-05", "--known-at", LATER.slice(0, 10));
    const again = await at(LATER, "confirm", "M-2026-05-2", "--by", "孙管");
    expect(again.out).toContain("重点办通报〔2026〕1号 所引的是更正前的结果，M-2026-05-2 已取代");
    expect((await at(LATER, "documents")).out).toContain("所引结果已由 M-2026-05-2 更正，请重新起草");

    const drawn = await at(NEXT_DAY, "circular", "--period", "2026-05");
    expect(drawn.out).toMatch(
      /此前印发的重点办通报〔2026〕1号所列结果有误，现予更正，以本通报为准：甲县：第 2 名 .*改为第 1 名/,
    );
    await at(NEXT_DAY, "confirm", "TB-2026-05-2", "--by", "孙管");
    const leader = (await letters()).findLast(({ to }) => to === "zhou@jia.example")!;
    expect(leader.text).toContain("此前印发的重点办通报〔2026〕1号所列结果有误");
    const [second, first] = (await at(NEXT_DAY, "documents")).out.split("\n");
    expect(first).toContain("已由 重点办通报〔2026〕2号 代替");
    expect(second).not.toMatch(/代替|更正，请/);
  }, 120_000);
});
