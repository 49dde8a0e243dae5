import ExcelJS from "exceljs";
import PizZip from "pizzip";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import type { RankingBlock, RankingRow } from "../../lib/domain/ranking-block.ts";
import { adoptWorkbook } from "../../lib/jobs/adopt.ts";
import { confirmDraft } from "../../lib/jobs/confirm.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import { sheetRows } from "../fakes/cli.ts";
import { addressOf, PERIOD, randomCity, UNITS } from "./city.ts";
import { type DisputedOffice, disputedOffice, type Letter, LOCKED } from "./office.ts";

const CITIES = 20;
const ID = "M-2026-05";
const TODAY = LOCKED.slice(0, 10);

/** Everything a letter says, wherever it says it: words, page, names of files, and every part of every file. */
function allOf({ subject, text, html, files }: Letter): string {
  const parts = files.flatMap(({ name, content }) => {
    const archive = new PizZip(content);
    const entries = Object.values(archive.files).map((entry) => entry.asText());
    return [name, ...entries, ...entries.map((xml) => xml.replace(/<[^>]*>/g, ""))];
  });
  return [subject, text, html, ...parts].join("\n");
}

interface Consulted {
  readonly office: DisputedOffice;
  readonly rows: readonly RankingRow[];
  readonly letters: readonly Letter[];
}

/** In this process: twenty cities are drafted and let out for consultation. */
async function consulted(seed: number): Promise<Consulted> {
  const office = await disputedOffice(randomCity(seed));
  const { outside, close } = await wire(readConfig({ ...office.settings, DUBAN_NOW: LOCKED }, undefined), {
    store: "keep",
  });
  const day = { asOf: TODAY, today: TODAY, period: PERIOD, knownAt: null, mode: "apply" as const };
  await runJobs({ ...day, jobs: [{ job: "monthly", runKey: "m" }] }, outside);
  await confirmDraft({ id: ID, by: "孙管", today: TODAY, step: "consult" }, outside);
  const [draft] = await outside.store.drafts({ kind: "ranking" });
  await close();
  const { rows } = JSON.parse(draft!.body) as RankingBlock;
  return { office, rows, letters: await office.letters() };
}

const shown = (hundredths: number): string => (hundredths / 100).toFixed(2);

function leaks(letter: Letter, unit: string, rows: readonly RankingRow[]): readonly string[] {
  const said = allOf(letter);
  const own = rows.find((row) => row.unit === unit)!;
  const ownFigures = new Set([own.total, ...own.items.map(({ points }) => points)]);
  const others = rows.filter((row) => row.unit !== unit);
  return [
    ...UNITS.filter((name) => name !== unit && said.includes(name)),
    ...others
      .filter(({ total }) => !ownFigures.has(total) && said.includes(`${shown(total)} 分`))
      .map(({ unit }) => `total of ${unit}`),
    ...(said.match(/第\s*[0-9一二三四五六七八九十]+\s*名|并列|相差|黑榜|红榜|\d+ 家/g) ?? []),
  ];
}

describe("a consultation", () => {
  it(`tells each ranked unit its own figures and nothing of others, to the last byte of ${CITIES} random cities`, async () => {
    for (let seed = 1; seed <= CITIES; seed++) {
      const { office, rows, letters } = await consulted(seed);
      const ranked = rows.filter(({ rank }) => rank !== null);
      for (const { unit, total } of ranked) {
        const people = (["contact", "office", "head"] as const).map((duty) => addressOf(unit, duty));
        const own = letters.filter(({ to }) => people.includes(to));
        expect(own.map(({ to }) => to).toSorted(), `${seed} ${unit}`).toEqual(people.toSorted());
        for (const letter of own) {
          expect(leaks(letter, unit, rows), `${seed} ${unit}`).toEqual([]);
          expect(letter.text).toContain(`得分 ${shown(total)} 分，异议最迟6月15日提出`);
          expect(letter.files.map(({ name }) => name)).toEqual([`${unit}2026年5月月度评分计分说明.docx`]);
          expect(allOf(letter)).toContain(shown(total));
        }
      }
      const others = letters.filter(({ to }) => !ranked.some(({ unit }) => isOf(unit, to)));
      expect(others.map(({ to }) => to)).toEqual(["sun@jia.example"]);
      expect(await sheetRows(office.file, "系统-排名")).toEqual([]);
    }
  }, 300_000);

  it("repeated sends nothing again, and is kept with who, when and until when", async () => {
    const { office, letters } = await consulted(2);
    const { at } = office;
    const again = await at(LOCKED, "confirm", ID, "--step", "consult", "--by", "孙管", "--json");
    expect(again.json()).toMatchObject({ state: "done", messages: [], cellsChanged: 0 });
    expect(await office.letters()).toHaveLength(letters.length);
    const [draft] = (await at(LOCKED, "drafts", "--json")).json() as unknown as { trail: object[] }[];
    expect(draft!.trail).toEqual([{ do: "consult", by: "孙管", at: expect.any(String), until: "2026-06-15" }]);
    expect((await at(LOCKED, "drafts", ID)).out).toContain("孙管于6月11日 8:00 征求意见，异议截止6月15日");
  }, 60_000);
});

const isOf = (unit: string, address: string): boolean =>
  (["contact", "office", "head"] as const).some((duty) => addressOf(unit, duty) === address);

it("is not opened while nothing may be sent: a workbook saved anew by another program, until it is adopted", async () => {
  const office = await disputedOffice(randomCity(1));
  const { outside, close } = await wire(readConfig({ ...office.settings, DUBAN_NOW: LOCKED }, undefined), {
    store: "keep",
  });
  const day = { asOf: TODAY, today: TODAY, period: PERIOD, knownAt: null, mode: "apply" as const };
  await runJobs({ ...day, jobs: [{ job: "monthly", runKey: "m" }] }, outside);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(office.file);
  await book.xlsx.writeFile(office.file);
  const consult = () => confirmDraft({ id: ID, by: "孙管", today: TODAY, step: "consult" }, outside);
  await expect(consult()).rejects.toMatchObject({ because: "not-paired" });
  expect((await office.letters()).filter(({ text }) => text.includes("异议最迟"))).toEqual([]);
  await adoptWorkbook(outside, false);
  expect((await consult()).remarks).toContainEqual(expect.objectContaining({ code: "consulted" }));
  await close();
}, 60_000);
