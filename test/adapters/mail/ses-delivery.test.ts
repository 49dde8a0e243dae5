import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { composeMail } from "../../../lib/adapters/mime.ts";
import { openSes } from "../../../lib/adapters/ses/ses.ts";
import { openSqliteStore } from "../../../lib/adapters/sqlite/store.ts";
import type { Notice, NoticeRecord } from "../../../lib/domain/notice.ts";
import { type DeliverOptions, deliver } from "../../../lib/jobs/deliver.ts";
import type { Store } from "../../../lib/ports/store.ts";
import { REPEAT_MARK } from "../../../lib/views/repeat-mark.ts";
import { locked } from "../../contracts/store.ts";
import { violations } from "../../fakes/deliver-scene.ts";
import { aNotice } from "../../fakes/notices.ts";
import { type FakeSes, fakeSes, TOO_FAST } from "../../fakes/ses.ts";

const FRIDAY = "2026-06-12";
const MONDAY = "2026-06-15";
const NOW = "2026-06-11T23:30:00.000Z";

const people = Array.from({ length: 60 }, (_, n) => `p${String(n).padStart(2, "0")}@jia.gov.cn`);
/** Every sixth is a leader with a red, every third of the others has a red of their own, the rest a yellow. */
const noticeFor = (to: string, n: number): Notice => {
  const duty = n % 6 === 5 ? "sponsor" : "liaison";
  const light = n % 6 === 5 || n % 3 === 0 ? "red" : "yellow";
  return aNotice(`n${n}`, to, { light, facts: { duty } });
};
const notices = people.map(noticeFor);
const recipientsWhere = (fits: (n: number) => boolean): readonly string[] => people.filter((_, n) => fits(n));
const IN_ORDER = [
  ...recipientsWhere((n) => n % 6 === 5),
  ...recipientsWhere((n) => n % 3 === 0),
  ...recipientsWhere((n) => n % 6 !== 5 && n % 3 !== 0),
];

describe("sixty letters through SES", () => {
  let dir: string;
  let store: Store;
  let token: number;
  let ses: FakeSes;
  let waits: number[];

  beforeEach(async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLEEXAMPLE12");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "geheim, an example");
    dir = await mkdtemp(join(tmpdir(), "duban-ses-"));
    store = await openSqliteStore(join(dir, "duban.sqlite"));
    token = (await locked(store)).token;
    await store.recordNotices(token, [], notices, NOW);
    ses = await fakeSes();
    waits = [];
  });
  afterEach(async () => {
    await store.close();
    await ses.close();
    await rm(dir, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });

  async function run(day: string) {
    const wait = async (ms: number): Promise<void> => void waits.push(ms);
    const chance = (): number => 0.5;
    const mailer = openSes("eu-west-1", { endpoint: ses.endpoint, wait, chance });
    const options: DeliverOptions = {
      ...{ store, token, mailer, composeMail, writeLetter, day, wait, chance },
      ...{ now: () => NOW, deliverToday: true, allowedDomains: ["jia.gov.cn"], policy: "resend-marked" },
      ...{ from: "督办 <duban@office.gov.cn>", replyTo: null, onStep: () => {} },
    };
    const report = await deliver(options);
    await mailer.close();
    return report;
  }

  const writeLetter = (to: string, told: readonly NoticeRecord[]) => ({
    ...{ subject: "【督办】", text: to, html: "<p></p>", carried: told.map(({ key }) => key), attachments: [] },
  });

  async function faults(): Promise<readonly string[]> {
    const messages = await store.messages({ withRaw: false });
    const mails = ses.received.map(({ to, tags }) => {
      const record = messages.find(({ id }) => id.split("@")[0] === tags["duban-message"])!;
      const { id, subject, noticeKeys } = record;
      return { to, id, marked: subject.startsWith(REPEAT_MARK), keys: noticeKeys };
    });
    return violations(
      notices.map(({ key }) => key),
      mails,
      { notices: await store.notices(), messages },
    );
  }

  test("throttled every fifth time, all sixty leave, each once, leaders' reds first, then reds, then the others", async () => {
    ses.trouble = (_, attempt) => (attempt === 1 && ses.asked.length % 5 === 0 ? TOO_FAST : null);
    expect(await run(FRIDAY)).toMatchObject({ sent: 60, refused: [], uncertain: [], stillOwed: 0, stopped: null });
    expect(ses.received.map(({ to }) => to)).toEqual(IN_ORDER);
    expect(new Set(waits)).toEqual(new Set([500]));
    expect(await faults()).toEqual([]);
    const messages = await store.messages({ withRaw: false });
    expect(messages.map(({ detail }) => detail)).toEqual(ses.received.map(({ id }) => id));
  });

  test("the day's quota ends after 25: the round stops, the rest stays owed in order, and the next day's quota takes it up", async () => {
    ses.quota = 25;
    const friday = await run(FRIDAY);
    expect(friday).toMatchObject({ sent: 25, uncertain: [], stillOwed: 35, stopped: /Daily message quota exceeded/ });
    expect(ses.received.map(({ to }) => to)).toEqual(IN_ORDER.slice(0, 25));
    expect(new Set(ses.asked)).toEqual(new Set(IN_ORDER.slice(0, 28)));
    expect(friday.refused.map(({ to, permanent }) => [to, permanent])).toEqual(
      IN_ORDER.slice(25, 28).map((to) => [to, false]),
    );
    ses.quota = 100;
    expect(await run(MONDAY)).toMatchObject({ sent: 35, stillOwed: 0, stopped: null });
    expect(ses.received.map(({ to }) => to)).toEqual(IN_ORDER);
    expect(await faults()).toEqual([]);
  });

  test("resets and 5xx on the way: nothing is lost, and only marked letters come twice", async () => {
    ses.trouble = (to, attempt) => {
      if (attempt > 1) return null;
      if (to === people[5]) return { drop: "kept" };
      if (to === people[6]) return { drop: "at-once" };
      return to === people[7] ? { code: "InternalFailure", message: "x", status: 500 } : null;
    };
    expect(await run(FRIDAY)).toMatchObject({ sent: 60, stillOwed: 0, refused: [] });
    expect(ses.received).toHaveLength(61);
    expect(await faults()).toEqual([]);
  });
});
