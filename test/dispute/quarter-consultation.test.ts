import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import type { QuarterBlock } from "../../lib/domain/assessment/quarter-block.ts";
import { confirmDraft } from "../../lib/jobs/confirm.ts";
import { RefusedConfirmError } from "../../lib/jobs/refused-confirm.ts";
import { replay } from "../../lib/jobs/replay.ts";
import { folder, office } from "../fakes/cli.ts";
import { confirmed, draftsOf, type RankedUnit, ran, rankedOffice } from "../fakes/ranked-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";

/** April, May and June are locked on 05-09, 06-10 and 07-09; the quarter may be objected to until 07-14. */
const MONTHS = ["2026-05-15T08:00", "2026-06-15T08:00", "2026-07-10T08:00"] as const;
const NOW = "2026-07-13T10:00";
const ID = "Q-2026Q2";

const unit = (name: string, percent: number): RankedUnit => ({
  ...{ name, group: "县区" },
  ytd: Object.fromEntries([4, 5, 6].map((month) => [`2026-0${month}`, month * 10 * percent])),
});
const UNITS = [unit("甲县", 95), unit("乙县", 90), unit("丙县", 80)];
const people = UNITS.map(({ name }, at) => ({
  name: `联${at}`,
  unit: name,
  roles: "联络员",
  email: `c${at}@jia.example`,
}));

test("a quarter is consulted about when its months are published: each unit its months and their mean, nothing of others", async () => {
  const dir = folder();
  const settings = office(dir, NOW);
  const rows = rankedOffice(UNITS);
  await writeRegistry(settings.DUBAN_REGISTRY, { ...rows, people: [...rows.people!, ...people] });
  const consult = async (): Promise<unknown> => {
    const { outside, close } = await wire(readConfig({ ...settings, DUBAN_NOW: NOW }, undefined), { store: "keep" });
    const request = { id: ID, by: "孙管", today: "2026-07-13", step: "consult" as const };
    const done = await confirmDraft(request, outside).catch((error: unknown) => error);
    await close();
    return done;
  };
  for (const now of MONTHS.slice(0, 2)) {
    const { drafts } = await ran(settings, now, "monthly");
    await confirmed(settings, now.replace("T08", "T09"), drafts[0]!.id);
  }
  await ran(settings, MONTHS[2], "monthly");
  await ran(settings, MONTHS[2], "quarterly", "2026Q2");
  const early = await consult();
  expect([early instanceof RefusedConfirmError, early]).toEqual([
    true,
    expect.objectContaining({ because: "months-open" }),
  ]);

  await confirmed(settings, "2026-07-10T09:00", "M-2026-06");
  const { runKey } = await ran(settings, "2026-07-10T09:30", "daily");
  const waiting = (await draftsOf(settings)).find(({ kind, state }) => kind === "quarter" && state === "draft")!;
  const { outside, close } = await wire(readConfig({ ...settings, DUBAN_NOW: NOW }, undefined), { store: "keep" });
  await confirmDraft({ id: waiting.id, by: "孙管", today: "2026-07-13", step: "consult" }, outside);
  expect(await replay(runKey, outside)).toMatchObject({ same: true });
  await close();
  const { rows: ranked } = JSON.parse(waiting.body) as QuarterBlock;
  const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  for (const [at, { name }] of UNITS.entries()) {
    const mail = mails.find(({ to, text }) => to?.[0]?.address === `c${at}@jia.example` && text?.includes("征求意见"))!;
    const [file] = mail.attachments;
    const paper = new PizZip(file!.content as ArrayBuffer)
      .file("word/document.xml")!
      .asText()
      .replace(/<[^>]*>/g, "");
    const total = (ranked.find((row) => row.unit === name)!.total! / 100).toFixed(2);
    expect(mail.text).toContain(`${name} 2026年第二季度评分征求意见 得分 ${total} 分，异议最迟7月14日提出`);
    expect(paper).toMatch(new RegExp(`总分 = \\([\\d. +]+\\) ÷ 3 = ${total} 分`));
    const others = UNITS.filter((one) => one.name !== name).map((one) => one.name);
    for (const other of others) expect(`${mail.text}${mail.html}${paper}`).not.toContain(other);
    expect(`${mail.text}${paper}`).not.toMatch(/第 ?\d+ ?名|红榜|黑榜/);
  }
}, 120_000);
