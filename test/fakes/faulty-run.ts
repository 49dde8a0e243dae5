import { openDynamoStore } from "../../lib/adapters/dynamodb/store.ts";
import { failureWords } from "../../lib/jobs/failure.ts";
import type { RunOutcome } from "../../lib/jobs/outside.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import type { Ledger } from "./deliver-scene.ts";
import { type FaultyCloud, faultyCloud, type Office } from "./faulty-cloud.ts";
import type { Calls, Mishap } from "./mishaps.ts";
import { faultsOf, letterOf } from "./run-scene.ts";
import { milestone, project, report, smallOffice } from "./small-office.ts";

const FRIDAY = "2026-06-12";
const MONDAY = "2026-06-15";
const ON_TIME = "2026-06-11T23:30:00.000Z";
/** Each delivery of the same event comes after the lease of a dead one has ended. */
const LATER = ["2026-06-11T23:40:00.000Z", "2026-06-11T23:50:00.000Z", "2026-06-12T00:00:00.000Z"] as const;
const MONDAYS = "2026-06-14T23:30:00.000Z";

/** One project, late; three letters: the unit's, the leader's, the admin's. */
export const tinyOffice = (): TemplateRows => {
  const { units, people, rules } = smallOffice();
  return {
    projects: [project("P-001", "甲县", { sponsor: "钱市长" })],
    milestones: [milestone("P-001", 10, "2026-05-20"), milestone("P-001", 20, "2026-09-30")],
    monthlyReports: ["01", "02", "03", "04", "05"].map((month, n) =>
      report("P-001", `2026-${month}`, 1000 * (n + 1), `2026-0${n + 2}-03`),
    ),
    units: units!.filter(({ name }) => name !== "市水务局"),
    people: people!.filter(({ name }) => ["王联", "钱市长", "孙管"].includes(String(name))),
    rules: rules!,
  };
};

/** How it is when nothing goes wrong. */
export interface Quiet {
  readonly calls: Calls;
  readonly pages: Readonly<Record<string, string>>;
  /** Notices that somebody was told. */
  readonly told: readonly string[];
}

export async function quietRun(): Promise<Quiet> {
  const cloud = await faultyCloud();
  const office = await cloud.office(tinyOffice());
  await office.run(FRIDAY, ON_TIME);
  const { google, line, ses } = cloud;
  const calls = { google: google.calls.length, dynamodb: line.calls.length, ses: ses.asked.length };
  const ledger = await ledgerOf(cloud, office);
  const pages = pagesOf(cloud, office);
  await cloud.close();
  return { calls, pages, told: toldIn(ledger) };
}

const toldIn = ({ notices }: Ledger): readonly string[] =>
  notices.filter(({ state }) => state === "sent").map(({ key }) => key);

/** What is kept of a case is let go with its cloud. */
const CASES_OF_A_CLOUD = 50;

/** One case after the other; `told` hears how each ended. */
export async function playAll(
  quiet: Quiet,
  cases: readonly (readonly Mishap[])[],
  told: (mishaps: readonly Mishap[], how: Played) => void,
): Promise<void> {
  for (let from = 0; from < cases.length; from += CASES_OF_A_CLOUD) {
    const cloud = await faultyCloud();
    for (const mishaps of cases.slice(from, from + CASES_OF_A_CLOUD))
      told(mishaps, await played(cloud, quiet, mishaps));
    await cloud.close();
  }
}

export interface Played {
  /** "right": all was done in the first delivery, and it said so. */
  readonly ended: "right" | "owing";
  readonly faults: readonly string[];
}

/** A run beset by mishaps, then the same event again as long as it failed, then the next working day's: what is wrong in the end. */
async function played(cloud: FaultyCloud, quiet: Quiet, mishaps: readonly Mishap[]): Promise<Played> {
  cloud.ses.received.length = 0;
  const office = await cloud.office(tinyOffice());
  const first = await ending(office.run(FRIDAY, ON_TIME, mishaps));
  let { again } = first;
  for (const now of LATER) if (again) ({ again } = await ending(office.run(FRIDAY, now)));
  const left = notDone(await ledgerOf(cloud, office), quiet);
  const faults = [
    ...first.faults,
    ...(again ? ["failed again without a cause"] : []),
    ...(first.ended === "right" ? left.map((what) => `said to be done, but ${what}`) : []),
    ...wrongWorkbook(cloud, office, quiet),
  ];
  if (left.length > 0) await office.run(MONDAY, MONDAYS);
  return { ended: first.ended, faults: [...faults, ...(await wrongMails(cloud, office, quiet))] };
}

interface Ending extends Played {
  /** The platform delivers the event once more. */
  readonly again: boolean;
}

/** A run ends right, or says in words what is owed. */
async function ending(running: Promise<RunOutcome>): Promise<Ending> {
  try {
    const { state, trouble, remarks, messages } = await running;
    if (state === "already-done" || (state === "done" && !trouble)) return { ended: "right", faults: [], again: false };
    const said = remarks.length + messages.filter(({ state: fate }) => fate !== "sent").length;
    const faults = said > 0 ? [] : [`${state} with trouble, and not a word of it`];
    return { ended: "owing", faults, again: state !== "done" };
  } catch (error) {
    const faults = failureWords(error) === null ? [`no words for ${String((error as Error).stack)}`] : [];
    return { ended: "owing", faults, again: true };
  }
}

function notDone(ledger: Ledger, quiet: Quiet): readonly string[] {
  const told = new Set(toldIn(ledger));
  return [
    ...quiet.told.filter((key) => !told.has(key)).map((key) => `${key} is not told`),
    ...ledger.messages.filter(({ state }) => state !== "sent").map(({ id, state }) => `letter ${id} is ${state}`),
  ];
}

function wrongWorkbook(cloud: FaultyCloud, office: Office, quiet: Quiet): readonly string[] {
  const pages = pagesOf(cloud, office);
  const titles = [...new Set([...Object.keys(pages), ...Object.keys(quiet.pages)])];
  const differing = titles.filter((title) => pages[title] !== quiet.pages[title]);
  const batches = cloud.google.spreadsheets
    .get(office.id)!
    .metadata.filter(({ metadataKey }) => metadataKey === "duban");
  return [
    ...differing.map((title) => `${title} differs:\n${pages[title]}\n---\n${quiet.pages[title]}`),
    ...(batches.length === 1 ? [] : [`${batches.length} batches for one run`]),
  ];
}

/** Never lost, and twice only with a mark and both named in the ledger. */
async function wrongMails(cloud: FaultyCloud, office: Office, quiet: Quiet): Promise<readonly string[]> {
  const ledger = await ledgerOf(cloud, office);
  const told = new Map(ledger.messages.map((message) => [message.id, message.noticeKeys]));
  const letters = await Promise.all(cloud.ses.received.map(({ to, raw }) => letterOf(to, raw, told)));
  return faultsOf(quiet.told, letters, ledger);
}

async function ledgerOf({ dynamo }: FaultyCloud, { table }: Office): Promise<Ledger> {
  const store = await openDynamoStore(table, { endpoint: dynamo.endpoint, readOnly: true });
  const ledger = { notices: await store.notices(), messages: await store.messages({ withRaw: false }) };
  await store.close();
  return ledger;
}

/** What people see, tab by tab; 系统-通知 and 系统-运行 tell of the run's own course. */
function pagesOf({ google }: FaultyCloud, { id }: Office): Readonly<Record<string, string>> {
  const human = google.human(id);
  const titles = google.spreadsheets.get(id)!.sheets.map(({ properties }) => properties.title);
  return Object.fromEntries(
    titles
      .filter((title) => title !== "系统-通知" && title !== "系统-运行")
      .map((title) => [
        title,
        human
          .see(title)
          .map((row) => row.join("|"))
          .join("\n")
          .replace(MOMENT, "…"),
      ]),
  );
}

const MOMENT = /\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?/g;
