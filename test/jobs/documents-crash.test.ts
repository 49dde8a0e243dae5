import { describe, expect, test } from "vitest";
import { ISSUE_STEPS } from "../../lib/jobs/issue-document.ts";
import { CIRCULAR_ID, circular, circularRecord } from "../fakes/circular-draft.ts";
import { type DraftOffice, officeRows, task, xlsxOffice } from "../fakes/draft-office.ts";
import { lettersTo } from "../functions/http-office.ts";

const on = (date: string) => ({ date });
const MONDAY = "2026-06-15T08:00";
const NUMBER = "重点办通报〔2026〕1号";

const rows = () => ({
  ...officeRows(),
  tasks: [task("T-001", { due: on("2026-05-29") })],
  letters: [{ code: "X1", type: "督办函", unit: "市水务局", subject: "T-900", sentOn: on("2026-05-06") }],
});

interface Listed {
  readonly draft: string;
  readonly number: string;
  readonly state: string;
  readonly digest: string;
  readonly intact: boolean | null;
}

const listed = async (at: DraftOffice, now?: string): Promise<readonly Listed[]> =>
  JSON.parse((await at.run(["documents", "--json"], now)).out) as Listed[];

/** Papers that reached the contact of 甲县, which has no head, by their bytes. */
async function papers(at: DraftOffice): Promise<readonly string[]> {
  const letters = await lettersTo(at.dir, "wang@jia.example");
  return letters.flatMap(({ attachments }) =>
    attachments
      .filter(({ filename }) => filename?.endsWith(".docx"))
      .map(({ content }) => Buffer.from(content as ArrayBuffer).toString("base64")),
  );
}

describe("a document whose confirmation is killed on the way", () => {
  test.each([...ISSUE_STEPS, "sending-committed"])(
    "at %s: confirmed again it has one number, one paper, and reaches its readers",
    async (killAt) => {
      const at = await xlsxOffice([circularRecord()]);
      expect(await at.killed({ id: CIRCULAR_ID, items: null, killAt })).toBe("SIGKILL");
      const again = await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"]);
      expect(again.err).toBe("");
      expect(await listed(at)).toMatchObject([{ number: NUMBER, state: "sent", intact: true }]);
      expect(await at.drafts()).toMatchObject([{ state: "confirmed", confirmedBy: "孙管" }]);
      await at.run(["run", "daily"], MONDAY);
      const received = await papers(at);
      expect(new Set(received).size).toBe(1);
      expect(received.length).toBeLessThanOrEqual(2);
    },
  );

  test("before it is known to be issued, the daily run sends nothing; afterwards it completes it", async () => {
    const unsent = await xlsxOffice([circularRecord()]);
    await unsent.killed({ id: CIRCULAR_ID, items: null, killAt: "frozen" });
    await unsent.run(["run", "daily"], MONDAY);
    expect(await papers(unsent)).toEqual([]);
    expect(await listed(unsent, MONDAY)).toMatchObject([{ state: "waiting", number: NUMBER, digest: "" }]);
    const issued = await xlsxOffice([circularRecord()]);
    await issued.killed({ id: CIRCULAR_ID, items: null, killAt: "issued" });
    const dropped = await issued.run(["drop", CIRCULAR_ID, "--by", "孙管", "--reason", "不发"]);
    expect([dropped.code, dropped.err]).toEqual([2, `${CIRCULAR_ID} 已全部确认，不能撤回。\n`]);
    await issued.run(["run", "daily"], MONDAY);
    expect(await papers(issued)).toHaveLength(1);
    expect(await issued.drafts()).toMatchObject([{ state: "confirmed" }]);
  });
});

describe("a letter whose confirmation is killed on the way", () => {
  test.each(["numbered", "released", "appended"])(
    "at %s: confirmed again it has one number, one row of 督办 and one paper",
    async (killAt) => {
      const at = await xlsxOffice([], rows());
      await at.run(["run", "daily"]);
      const [draft] = await at.drafts();
      expect(await at.killed({ id: draft!.id, items: null, killAt })).toBe("SIGKILL");
      expect(await at.run(["confirm", draft!.id, "--by", "孙管"])).toMatchObject({ code: 0, err: "" });
      expect(await listed(at)).toMatchObject([{ number: "重点办督函〔2026〕1号", state: "sent", intact: true }]);
      await at.run(["run", "daily"], MONDAY);
      expect(new Set(await papers(at)).size).toBe(1);
    },
  );

  test("withdrawn after that its number stands void, and the next letter has another", async () => {
    const at = await xlsxOffice([], rows());
    await at.run(["run", "daily"]);
    const [draft] = await at.drafts();
    await at.killed({ id: draft!.id, items: null, killAt: "numbered" });
    await at.run(["drop", draft!.id, "--by", "孙管", "--reason", "已当面督办"]);
    expect(await listed(at)).toMatchObject([{ number: "重点办督函〔2026〕1号", state: "void", draft: draft!.id }]);
    expect((await at.run(["documents"])).out).toContain("理由：已当面督办");
  });
});

describe("rivals", () => {
  const MONTHS = ["01", "02", "03", "04"];
  const records = MONTHS.map((month) =>
    circularRecord(circular({ period: `2026-${month}`, title: `${month}月通报` }), { id: `TB-2026-${month}` }),
  );

  /** Somebody else is at work: asked again, as a person would. */
  async function confirmed(at: DraftOffice, id: string): Promise<void> {
    for (let tries = 0; tries < 60; tries++) {
      const { err } = await at.apart(["confirm", id, "--by", "孙管"]);
      if (!err.includes("请稍后再确认")) return;
    }
  }

  test("who confirm at the same time: every document has a number of its own, from 1 without a gap", async () => {
    const at = await xlsxOffice(records);
    await Promise.all(records.map(({ id }) => confirmed(at, id)));
    const numbers = (await listed(at)).map(({ number }) => number).toSorted();
    expect(numbers).toEqual(MONTHS.map((_, index) => `重点办通报〔2026〕${index + 1}号`));
  });

  test("who confirm the same document: one number", async () => {
    const at = await xlsxOffice([circularRecord()]);
    await Promise.all([1, 2, 3].map(() => confirmed(at, CIRCULAR_ID)));
    expect(await listed(at)).toMatchObject([{ number: NUMBER, state: "sent" }]);
  });
});
