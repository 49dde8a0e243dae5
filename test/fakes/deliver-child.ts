import { composeMail } from "../../lib/adapters/mime.ts";
import { openSmtp } from "../../lib/adapters/smtp.ts";
import { openSqliteStore } from "../../lib/adapters/sqlite/store.ts";
import { deliver } from "../../lib/jobs/deliver.ts";
import { aNotice } from "./notices.ts";

/** What the parent asks of this process; `kill` = die by SIGKILL when a step is passed for the n-th time. */
export interface ChildTask {
  readonly file: string;
  readonly port: number;
  readonly day: string;
  /** Names the notices of this task: the same batch again owes nothing new. */
  readonly batch: string;
  readonly people: number;
  readonly kill: { readonly step: string; readonly nth: number } | null;
}

export const personOf = (n: number): string => `p${n}@jia.gov.cn`;
export const noticeOf = (batch: string, n: number): string => `${batch}-n${n}`;

/** One delivery, as a run of the product would make it. Prints its report, or "busy". */
async function work(task: ChildTask): Promise<void> {
  const store = await openSqliteStore(task.file);
  const lock = await store.lock();
  if ("heldBy" in lock) return void console.log(JSON.stringify("busy"));
  const numbers = Array.from({ length: task.people }, (_, n) => n);
  const notices = numbers.map((n) => aNotice(noticeOf(task.batch, n), personOf(n)));
  const at = `${task.day}T00:00:00.000Z`;
  await store.recordNotices(lock.token, ["milestone-light"], notices, at);
  const mailer = openSmtp(`smtp://127.0.0.1:${task.port}`);
  let passed = 0;
  const report = await deliver({
    store,
    token: lock.token,
    mailer,
    composeMail,
    writeLetter: (to, list) => ({
      subject: `【督办】${list.length} 件`,
      text: [to, ...list.map((notice) => notice.key)].join("\n"),
      html: `<p>${list.length}</p>`,
      carried: list.map((notice) => notice.key),
      attachments: [],
    }),
    now: () => at,
    day: task.day,
    deliverToday: true,
    allowedDomains: ["jia.gov.cn"],
    policy: "resend-marked",
    from: "督办 <duban@office.gov.cn>",
    replyTo: null,
    wait: async () => {},
    chance: () => 0.5,
    onStep: (step) => {
      if (step === task.kill?.step && ++passed === task.kill.nth) process.kill(process.pid, "SIGKILL");
    },
  });
  await mailer.close();
  await lock.release();
  await store.close();
  console.log(JSON.stringify({ sent: report.sent, stillOwed: report.stillOwed, refused: report.refused.length }));
}

const [task] = process.argv.slice(2);
if (import.meta.main && task !== undefined) await work(JSON.parse(task) as ChildTask);
