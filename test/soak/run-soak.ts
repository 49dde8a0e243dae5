import { setTimeout as after } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { openXlsx } from "../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { codeOf, LATE_SINCE, lateNotice, numbers } from "../fakes/large-office.ts";
import { randomFrom } from "../fakes/random.ts";
import { exitOf, type RunScene, runScene } from "../fakes/run-scene.ts";

const PEOPLE = 40;
const KILLS = 50;
const MOST_A_DAY = 3;
const FIRST_DAY = "2026-06-12";

const at8 = (day: PlainDate): string => `${day}T08:00`;

/** Everybody's next milestone in red, typed below the others. */
async function typeMilestones(file: string, seq: number): Promise<void> {
  const workbook = openXlsx(file);
  const { revision, sheets } = await workbook.read((title) => title === "节点");
  const header = sheets[0]!.rows[0]!.cells.map(String);
  const positions = ["项目编号", "节点序号", "节点名称", "计划完成"].map((title) => header.indexOf(title));
  const rows = numbers(PEOPLE).map((n) => [codeOf(n), seq, `第${seq}步`, { date: LATE_SINCE }]);
  await workbook.append({ sheet: "节点", headerRow: 1, positions, rows }, revision);
}

/** `run due`, killed `delay` ms after its start; false when it was done before that. */
async function killedAfter(at: RunScene, day: PlainDate, delay: number): Promise<boolean> {
  const child = at.start(["run", "due"], at8(day));
  const ended = exitOf(child);
  await Promise.race([after(delay), ended]);
  child.kill("SIGKILL");
  return (await ended).signal === "SIGKILL";
}

/** Uncertain letters may be told of (1); nothing else may be wrong. */
async function runToEnd(at: RunScene, day: PlainDate): Promise<readonly string[]> {
  const { code, out, err } = await exitOf(at.start(["run", "due", "--json"], at8(day)));
  const foreign = out.includes("standing-") ? [`${day}: taken for a foreign store`] : [];
  return code === 0 || code === 1 ? foreign : [`${day}: exit ${code} ${err}`];
}

/** The whole product killed at 50 random moments, among days on each of which 40 people are owed something new. Returns what is wrong. */
export async function runSoak(seed: number): Promise<readonly string[]> {
  console.log(`runs, seed ${seed}: ${KILLS} kills among days with ${PEOPLE} people each`);
  const at = await runScene(PEOPLE);
  const { below } = randomFrom(seed);
  const faults: string[] = [];
  const begun = performance.now();
  faults.push(...(await runToEnd(at, FIRST_DAY)));
  const span = performance.now() - begun;
  let day: PlainDate = FIRST_DAY;
  const seqs = [10];
  for (let kills = 0; kills < KILLS; ) {
    day = addDays(day, 1);
    seqs.push(seqs.at(-1)! + 10);
    await typeMilestones(at.file, seqs.at(-1)!);
    const typed = await at.people();
    const most = Math.min(KILLS, kills + MOST_A_DAY);
    while (kills < most && (await killedAfter(at, day, below(Math.ceil(span))))) kills++;
    faults.push(...(await runToEnd(at, day)));
    if (!isDeepStrictEqual(await at.people(), typed)) faults.push(`${day}: people's cells changed`);
    console.log(`${kills} kills until ${day}`);
  }
  for (let more = 0; more < 4; more++) {
    day = addDays(day, 1);
    faults.push(...(await runToEnd(at, day)));
  }
  faults.push(...(await at.faults(seqs.flatMap((seq) => numbers(PEOPLE).map((n) => lateNotice(n, seq))))));
  const letters = await at.letters();
  const marked = letters.filter((letter) => letter.marked).length;
  console.log(
    `${seqs.length} days until ${day}, ${letters.length} letters received, ${marked} of them marked 〔可能重复〕`,
  );
  await at.close();
  return faults;
}
