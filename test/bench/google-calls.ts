/**
 * node test/bench/google-calls.ts: what one morning costs on Google Sheets, in calls and time, beside the loop most people write (google-spreadsheet:
 * get the rows, set the cells, save each row), both on the same stand-in for Google in one run; then two whole mornings of a registry in which people have
 * filled 200,000 cells. Exit 1 when a morning of ours needs more than one reading and one writing, what is laid down before a first one left aside.
 */
import { GoogleSpreadsheet } from "google-spreadsheet";
import { openGoogleSheet } from "../../lib/adapters/google-sheets/google-sheet.ts";
import { publicationFor } from "../adapters/google-sheets/city.ts";
import type { Call } from "../fakes/google/calls.ts";
import { type FakeGoogle, startFakeGoogle } from "../fakes/google/server.ts";
import { type CitySize, FIRST_DAY, NEXT_DAY } from "./big-city.ts";
import { cityOnGoogle, morning, newStore } from "./google-morning.ts";
import { tableWords } from "./rows-of-figures.ts";

const PROJECTS = 217;
const MILESTONES = 8;
/** Of one account. */
const WRITES_PER_MINUTE = 60;

const KEYS = ["项目编号", "节点序号", "节点名称"];
const OURS = ["预警", "当前时限", "系统说明"];

const rowsOf = (headers: readonly string[]) => [
  headers,
  ...Array.from({ length: PROJECTS * MILESTONES }, (_, at) => {
    const project = `P-${String(Math.floor(at / MILESTONES) + 1).padStart(3, "0")}`;
    return [project, (at % MILESTONES) * 10 + 10, `${project} 的第 ${(at % MILESTONES) + 1} 步`];
  }),
];

interface Cost {
  readonly reads: number;
  readonly writes: number;
  readonly seconds: number;
}

async function costOf(google: FakeGoogle, work: () => Promise<void>): Promise<Cost> {
  const [from, began] = [google.calls.length, performance.now()];
  await work();
  const calls = google.calls.slice(from);
  const isRead = ({ method }: Call): boolean => method.endsWith(".get");
  const reads = calls.filter(isRead).length;
  return { reads, writes: calls.length - reads, seconds: (performance.now() - began) / 1000 };
}

async function ours(google: FakeGoogle): Promise<void> {
  google.create({ id: "ours", tabs: [{ title: "节点", rows: rowsOf(KEYS), rowCount: 2000 }] });
  const book = openGoogleSheet("ours", { name: "台账", auth: async () => "token", rootUrl: google.url });
  const snapshot = await book.read(() => true);
  await book.publish(publicationFor(snapshot, 1), snapshot.revision);
}

/** Google takes the library's ".../ID/?…" and ".../ID/:batchUpdate" as well. */
const plain = (url: string): string => url.replace(/\/(?=\?|$)/, "").replace("/:", ":");

async function loop(google: FakeGoogle): Promise<void> {
  google.create({ id: "loop", tabs: [{ title: "节点", rows: rowsOf([...KEYS, ...OURS]), rowCount: 2000 }] });
  const doc = new GoogleSpreadsheet("loop", { token: "token" });
  const sheetsApi = doc.sheetsApi.extend({
    prefix: `${google.url}v4/spreadsheets/loop`,
    hooks: { beforeRequest: [({ request }) => new Request(plain(request.url), request)] },
  });
  Object.assign(doc, { sheetsApi });
  await doc.loadInfo();
  for (const row of await doc.sheetsByIndex[0]!.getRows()) {
    row.assign({ 预警: "红", 当前时限: "2026-07-01", 系统说明: `${row.get("项目编号")}/${row.get("节点序号")}：红` });
    await row.save();
  }
}

const HEAD = ["", "reads", "writes", "time without limits", "at 60 writes a minute"];

const figures = (name: string, { reads, writes, seconds }: Cost): readonly string[] => [
  name,
  `${reads}`,
  `${writes}`,
  `${seconds.toFixed(2)} s`,
  `${Math.ceil(writes / WRITES_PER_MINUTE)} min`,
];

/** As many as it takes for people to fill 200,000 cells of the department tabs. */
const CITY: CitySize = { projects: 1250, milestones: 8 };

/** Two whole `daily` runs on a large city: the batch of the first may be too large for one, and its rows are then laid down in a hidden tab before. */
async function mornings(google: FakeGoogle): Promise<boolean> {
  const typed = cityOnGoogle(google, "city", CITY);
  const store = await newStore();
  const costs: Cost[] = [];
  for (const day of [FIRST_DAY, NEXT_DAY])
    costs.push(await costOf(google, async () => void (await morning(google, "city", store, day))));
  await store.close();
  const [first, next] = costs as [Cost, Cost];
  const rows = [HEAD, figures("the first morning of all", first), figures("the next morning", next)];
  process.stdout.write(
    `\n${CITY.projects} projects, ${typed} cells typed by people, whole daily runs\n${tableWords(rows)}\n`,
  );
  const laid = first.writes - 1;
  if (laid > 0)
    process.stdout.write(
      `${laid} of the first writes only lay rows down in a hidden tab: one puts them all in place\n`,
    );
  return typed >= 200_000 && first.reads === 1 && next.reads === 1 && next.writes === 1;
}

const google = await startFakeGoogle();
try {
  const [own, usual] = [await costOf(google, () => ours(google)), await costOf(google, () => loop(google))];
  const rows = [HEAD, figures("duban, read and publish", own), figures("google-spreadsheet, row by row", usual)];
  process.stdout.write(`${PROJECTS} projects × ${MILESTONES} milestones\n${tableWords(rows)}\n`);
  const good = await mornings(google);
  process.exitCode = good && own.reads === 1 && own.writes === 1 ? 0 : 1;
} finally {
  await google.close();
}
