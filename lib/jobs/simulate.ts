import { addDays, type Instant, type PlainDate } from "../domain/dates.ts";
import type { NoticeRecord } from "../domain/notice.ts";
import { partsOf } from "../domain/notice-key.ts";
import { addresseeOf, type Directory, directoryOf } from "../domain/recipients.ts";
import type { Mailer } from "../ports/mailer.ts";
import type { Spreadsheet } from "../ports/spreadsheet.ts";
import { wantedTitle } from "../registry/reading.ts";
import { draftTitle } from "../views/drafts.ts";
import type { SimulatedDay, SimulatedLetter, Simulation } from "../views/simulation.ts";
import { readAll } from "./assess.ts";
import { jobStandings, jobsDue, rememberedCalendar } from "./due.ts";
import { imaginedStore } from "./imagined-store.ts";
import { imaginedWorkbook } from "./imagined-workbook.ts";
import type { DueJob, Outside } from "./outside.ts";
import { runJobs } from "./run.ts";

export interface SimulateRequest {
  readonly from: PlainDate;
  readonly days: number;
}

/**
 * Who would get what, and when, if from now on nobody did anything: the runner itself, day by day at 07:30 with the jobs due then, over a workbook in
 * which nobody types, a store that keeps what is new in memory and a mailer that sends nothing. Nothing outside is written.
 * Begins with the first day on which something is due. Throws what a run throws.
 */
export async function simulate(request: SimulateRequest, outside: Outside): Promise<Simulation> {
  const imagined = imaginedOutside(outside);
  const { registry } = readAll([await imagined.spreadsheet.read(wantedTitle)], request.from).reading;
  const allowed = outside.mail.allowedDomains;
  const everyone = registry.people.flatMap(({ email }) => (typeof email === "string" ? [domainOf(email)] : []));
  const allowedDomains = allowed.length > 0 ? allowed : [...new Set(everyone)];
  const office = { ...imagined, mail: { ...outside.mail, allowedDomains } };
  const begin = (await dueOn(office, request.from)).length > 0 ? request.from : addDays(request.from, 1);
  const days: SimulatedDay[] = [];
  for (let at = 0; at < request.days; at++) days.push(await simulateDay(office, addDays(begin, at)));
  return { days, people: peopleOf(days, directoryOf(registry, begin)), anyDomain: allowed.length === 0 };
}

const domainOf = (address: string): string => address.slice(address.indexOf("@") + 1).toLowerCase();

/** The clock is the day's own, and never behind the present moment. */
type ImaginedOutside = Omit<Outside, "now"> & { readonly at: (day: PlainDate) => Instant };

function imaginedOutside(outside: Outside): ImaginedOutside {
  const parts = new Map<string, Spreadsheet>();
  const present = outside.now();
  return {
    ...outside,
    spreadsheet: imaginedWorkbook(outside.spreadsheet),
    openWorkbook: (address, name) => {
      const found = parts.get(address) ?? imaginedWorkbook(outside.openWorkbook(address, name));
      parts.set(address, found);
      return found;
    },
    store: imaginedStore(outside.store),
    mailer: SILENT,
    composeMail: async () => NO_BYTES,
    writeWorkbook: async () => NO_BYTES,
    wait: async () => {},
    onStep: () => {},
    at: (day) => latest(`${addDays(day, -1)}T23:30:00.000Z`, present),
  };
}

const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);
const NO_BYTES = new Uint8Array();

const SILENT: Mailer = {
  send: async (_letter, beforeData) => {
    await beforeData();
    return { state: "sent", response: "imagined" };
  },
  close: async () => {},
};

async function dueOn({ store, workbook, at }: ImaginedOutside, day: PlainDate): Promise<readonly DueJob[]> {
  const calendar = await rememberedCalendar(store, workbook, at(day));
  return jobsDue(await jobStandings(store, calendar, day, () => true));
}

async function simulateDay(office: ImaginedOutside, day: PlainDate): Promise<SimulatedDay> {
  const jobs = await dueOn(office, day);
  const known = new Set((await office.store.drafts()).map(({ id }) => id));
  const request = { jobs, asOf: day, today: day, period: null, knownAt: null, mode: "apply" as const };
  const outcome = await runJobs(request, { ...office, now: () => office.at(day) });
  const drafts = (await office.store.drafts()).filter(({ id }) => !known.has(id));
  return {
    day,
    state: outcome.state,
    jobs: jobs.map(({ job }) => job),
    letters: await lettersOf(office, day),
    drafts: drafts.map((draft) => ({ id: draft.id, kind: draft.kind, title: draftTitle(draft) })),
    unsent: outcome.messages.filter(({ state }) => state !== "sent").map(({ to, state }) => ({ to, state })),
    remarks: outcome.remarks,
  };
}

/** What left on a day, by what it carried. */
async function lettersOf({ store }: ImaginedOutside, day: PlainDate): Promise<readonly SimulatedLetter[]> {
  const messages = await store.messages({ day, states: ["sent"], withRaw: false });
  const notices = new Map((await store.notices()).map((notice) => [notice.key, notice]));
  return messages
    .filter(({ recipient }) => recipient !== "")
    .map(({ recipient, subject, noticeKeys }) => ({
      to: recipient,
      subject,
      notices: noticeKeys.flatMap((key) => noticeOf(notices.get(key))),
    }));
}

function noticeOf(notice: NoticeRecord | undefined): SimulatedLetter["notices"] {
  if (notice === undefined) return [];
  const { kind, subject, level } = partsOf(notice.key);
  const { subject: row, light, project, projectName, name } = notice.item;
  return [{ key: notice.key, kind, subject, level, row, light, project, projectName, name }];
}

function peopleOf(days: readonly SimulatedDay[], directory: Directory): Simulation["people"] {
  const letters = Map.groupBy(
    days.flatMap((day) => day.letters),
    ({ to }) => to,
  );
  return [...letters].map(([address, own]) => {
    const { unit, title, roles } = addresseeOf(directory, address);
    return { address, unit, title, roles, letters: own.length };
  });
}
