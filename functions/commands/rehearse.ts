import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { PlainDate } from "../../lib/domain/dates.ts";
import { rehearse as rehearseYear } from "../../lib/jobs/rehearsal/rehearse.ts";
import { rehearsalPage } from "../../lib/views/rehearsal/page.ts";
import { rehearsedWords } from "../../lib/views/rehearsal/told.ts";
import { CITY_NAMES, type CityName, YEARS, type YearCity, yearCity } from "../../sheets-templates/year/year-city.ts";
import type { Context } from "../context.ts";
import { dayArgument } from "../day-argument.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { freshFolder } from "../fresh-folder.ts";
import { memoryOffice } from "../rehearsal/memory-office.ts";
import { monthWatch } from "../rehearsal/month-watch.ts";
import { trainingGround } from "../rehearsal/training-ground.ts";
import { refuseOptions } from "../unfit-options.ts";

const FOLDER = "rehearsal-output";
const MARK = ".duban-rehearsal";

/**
 * `duban rehearse --year 2026 --city town`: a generated city through a whole year in one process, and a page that tells of it. `--out DIR` also writes the
 * workbook and the store as they stand at the end (`--until`), to practise on. Exit 1 when something was wrong, or a mechanism left no trace.
 */
export async function rehearse(context: Context): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("rehearse", options, ["asOf", "knownAt", "period", "dryRun"]);
  if (options.registry !== undefined) throw new UsageError("rehearse 用生成的城市，不读台账，请去掉 --registry。");
  const city = cityAsked(options.city, options.year);
  const to = lastDay(options.until, city);
  const dir = resolve(options.out ?? FOLDER);
  await freshFolder(dir, MARK, "rehearse");
  const store = join(dir, "台账.xlsx.duban.sqlite");
  const office = await memoryOffice(options.out === undefined ? null : store);
  try {
    const watch = monthWatch(context.warn, to);
    const request = { name: city.name, year: city.year, city, from: city.from, to, isWhole: to === city.to };
    const facts = await rehearseYear({ ...request, onDay: watch }, office);
    const page = join(dir, "演练报告.html");
    await writeFile(page, rehearsalPage(facts));
    const ground = options.out === undefined ? null : await trainingGround(dir, to, office);
    context.print(options.json === true ? JSON.stringify(facts) : rehearsedWords(facts, { page, ground }));
    return facts.faults.length === 0 ? 0 : 1;
  } finally {
    await office.close();
  }
}

function cityAsked(name: string | undefined, year: string | undefined): YearCity {
  const cities = CITY_NAMES.join("、");
  const years = YEARS.join("、");
  if (name === undefined || year === undefined)
    throw new UsageError(
      `请写明哪一年、哪个城市，如 duban rehearse --year ${YEARS[0]} --city town（城市有 ${cities}）。`,
    );
  if (!(CITY_NAMES as readonly string[]).includes(name))
    throw new UsageError(`没有城市 “${name.slice(0, 30)}”，可用的是 ${cities}。`);
  if (!YEARS.some((one) => String(one) === year.trim()))
    throw new UsageError(`没有 “${year.slice(0, 30)}” 年的城市，可用的是 ${years}。`);
  return yearCity(name as CityName, Number(year));
}

function lastDay(until: string | undefined, { from, to }: YearCity): PlainDate {
  if (until === undefined) return to;
  const day = dayArgument(until);
  if (day >= from && day <= to) return day;
  throw new UsageError(`--until ${day} 不在演练的 ${from} 到 ${to} 之间。`);
}
