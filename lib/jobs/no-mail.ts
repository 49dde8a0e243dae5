import type { Instant, PlainDate } from "../domain/dates.ts";
import { UNREADABLE } from "../domain/field.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { addressOf, type Directory, directoryOf, isDisabled, isOnLeave, standIn } from "../domain/recipients.ts";
import type { Person } from "../domain/registry.ts";
import { isWorkday } from "../domain/working-days.ts";
import type { RunRecord } from "../ports/store.ts";
import type { WhyNotFacts } from "../views/why-not.ts";
import { staleWords } from "../views/workbook-words.ts";
import { isAllowed } from "./allowed-domains.ts";
import type { JobInput } from "./job.ts";
import type { Outside } from "./outside.ts";
import { NO_ITEM } from "./owed.ts";
import { staleNotes } from "./stale-notes.ts";

/** Everything known of one person on one day. `person` is a name, 姓名（单位） or an address. */
export async function noMailFacts(
  input: JobInput,
  { store, mailer, mail }: Outside,
  person: string,
  day: PlainDate,
): Promise<WhyNotFacts> {
  const directory = directoryOf(input.reading.registry, day);
  const people = peopleCalled(input.reading.registry.people, person.normalize("NFKC").trim());
  const addresses = [...new Set(people.flatMap((one) => addressOf(one) ?? []))];
  const notices = await Promise.all(addresses.map((recipient) => store.notices({ recipient })));
  const runs = await store.runs();
  const messages = await Promise.all(addresses.map((recipient) => store.messages({ recipient, withRaw: false })));
  return {
    rows: people.map((one) => rowOf(directory, one, day)),
    workday: isWorkday(input.calendar, day),
    mailConfigured: mailer !== null,
    domainAllowed: addresses.some((address) => isAllowed(address, mail.allowedDomains)),
    ranOn: runs.some((run) => run.asOf === day && run.state === "done"),
    dayOf: dayJudgedAt(runs),
    notices: notices.flat(),
    messages: messages.flat(),
    bounces: addresses.flatMap((address) => input.ledger.bounces.get(address) ?? []),
    stale: staleOf(input, people),
  };
}

/** What a run writes down bears the moment it ran, and speaks of the day it judged. */
function dayJudgedAt(runs: readonly RunRecord[]): (at: Instant) => PlainDate {
  const latestFirst = runs.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  return (at) => {
    const run = latestFirst.find(({ startedAt }) => startedAt <= at);
    return run !== undefined && (run.finishedAt ?? at) >= at ? run.asOf : dayAt(at);
  };
}

/** Workbooks that were not read and may hold what the person waits for. */
function staleOf(input: JobInput, people: readonly Person[]): readonly string[] {
  const missing = input.stale.filter(({ since }) => since === null).map((one) => `${staleWords(one, input.asOf)}。`);
  const units = people.map(({ unit }) => ({ item: { ...NO_ITEM, tab: "units", unit } }));
  return [...staleNotes(input)(units), ...missing];
}

/** Rows of 人员 by a name, 姓名（单位） in NFKC, or an address. */
export function peopleCalled(people: readonly Person[], person: string): readonly Person[] {
  const [, name = person, unit = null] = /^(.+?)\((.+)\)$/.exec(person) ?? [];
  return people.filter(
    (one) => addressOf(one) === person.toLowerCase() || (one.name === name && (unit === null || one.unit === unit)),
  );
}

function rowOf(directory: Directory, person: Person, day: PlainDate): WhyNotFacts["rows"][number] {
  const present = standIn(directory, person);
  return {
    unit: person.unit,
    address: addressOf(person),
    brokenAddress: person.email === UNREADABLE,
    disabled: isDisabled(person),
    onLeave: isOnLeave(person, day),
    deputy: present === null || present === person ? "" : `${present.unit} ${present.name}`,
  };
}
