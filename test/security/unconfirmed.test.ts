import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import PizZip from "pizzip";
import PostalMime from "postal-mime";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { wire } from "../../functions/wire.ts";
import { confirmDraft } from "../../lib/jobs/confirm.ts";
import { trailOf } from "../../lib/jobs/draft-trail.ts";
import { failureWords } from "../../lib/jobs/failure.ts";
import { runJobs } from "../../lib/jobs/run.ts";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, type Ran, sheetRows } from "../fakes/cli.ts";
import { retype } from "../fakes/retyped.ts";
import { project, report, smallOffice } from "../fakes/small-office.ts";
import { BEARER, ownServer, SECRET } from "./door-process.ts";

/** May: due on 06-05, locked on 06-10, objections until 06-15. */
const BEFORE_LOCK = "2026-06-09T08:00";
const LOCKED = "2026-06-11T08:00";
const NEXT_DAY = "2026-06-12T08:00";
const ID = "M-2026-05";
const ADMIN = "sun@jia.example";

/** Ranks somebody: in words, as a place in a column, as a total. */
const RANKS = /第 ?\d+ ?名|名次和得分|红榜|黑榜/;

const person = (name: string, unit: string, roles: string, more: TemplateRow = {}): TemplateRow => ({
  ...{ name, unit, roles, email: `${Buffer.from(name).toString("hex")}@jia.example` },
  ...more,
});

function rankedOffice(people: readonly TemplateRow[] = []): TemplateRows {
  const rows = smallOffice();
  const started = { annualClass: "新开工", plannedStart: { date: "2026-01-10" }, actualStart: { date: "2026-01-10" } };
  return {
    ...rows,
    projects: [project("P-001", "甲县", started), project("P-002", "市水务局", started)],
    people: [...rows.people!, ...people],
  };
}

const NAMESAKES: readonly TemplateRow[] = [
  person("吴管", "重点办", "管理员", { disabled: "是" }),
  person("郑管", "重点办", "管理员", { disabled: "也许" }),
  person("冯管", "重点办", "管理员", { leaveFrom: { date: "2026-06-08" } }),
  person("孙管", "甲县", "联络员", { email: "other@jia.example" }),
];
const NO_ADMIN = "不是「人员」表中在用的管理员";

/** A drafted month in this process, its store its own. */
async function namesakes() {
  const made = await scene(rankedOffice(NAMESAKES));
  const { outside, close } = await wire(readConfig(made.settings, undefined), { store: "keep" });
  const today = LOCKED.slice(0, 10);
  const jobs = [{ job: "monthly" as const, runKey: "m" }];
  await runJobs({ jobs, asOf: today, today, period: null, knownAt: null, mode: "apply" }, outside);
  return { outside, close };
}

interface Scene {
  readonly dir: string;
  readonly file: string;
  readonly settings: Record<string, string>;
  readonly at: (now: string, ...args: readonly string[]) => Promise<Ran>;
  readonly type: (rows: TemplateRows) => Promise<void>;
}

async function scene(rows: TemplateRows = rankedOffice()): Promise<Scene> {
  const dir = folder();
  const settings = office(dir, LOCKED);
  const file = settings.DUBAN_REGISTRY;
  await retype(file, rows);
  const at = (now: string, ...args: readonly string[]) => duban(args, { ...settings, DUBAN_NOW: now });
  return { dir, file, settings, at, type: (more) => retype(file, more) };
}

const drafted = async (rows?: TemplateRows): Promise<Scene> => {
  const made = await scene(rows);
  await made.at(LOCKED, "run", "monthly");
  return made;
};

/** Whoever got a letter that ranks anybody, in its words or in a file. */
async function toldOfRanks({ dir }: Scene): Promise<readonly string[]> {
  const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  const ranking = mails.filter(({ subject, text, html, attachments }) => {
    const files = attachments.flatMap(({ content }) => partsOf(new Uint8Array(content as ArrayBuffer)));
    return [subject ?? "", text ?? "", html ?? "", ...files].some((part) => RANKS.test(part));
  });
  return [...new Set(ranking.map(({ to }) => to?.[0]?.address ?? ""))];
}

/** The summary of a run goes to the 代理人. */
const lettersTo = ({ dir }: Scene, address: string): number =>
  readdirSync(join(dir, "outbox"))
    .filter((name) => name.endsWith(".eml"))
    .filter((name) => readFileSync(join(dir, "outbox", name), "utf8").includes(`To: ${address}`)).length;

const partsOf = (content: Uint8Array): readonly string[] =>
  Object.values(new PizZip(content).files).map((entry) => entry.asText().replace(/<[^>]*>/g, ""));

const isPublished = async ({ file }: Scene): Promise<boolean> => (await sheetRows(file, "系统-排名")).length > 0;

/** What somebody with the store in hands does to a draft. */
function tamper({ file }: Scene, sql: string, values: readonly (string | Uint8Array)[]): void {
  const store = new DatabaseSync(`${file}.duban.sqlite`);
  expect(store.prepare(sql).run(...values).changes).toBe(1);
  store.close();
}

async function door(made: Scene) {
  const server = await ownServer({ ...made.settings, DUBAN_HTTP_SECRET: SECRET });
  onTestFinished(() => server.stop());
  const post = (id: string, body: object) => server.ask("POST", `/drafts/${id}/confirm`, { body, headers: BEARER });
  return { post, get: (path: string) => server.ask("GET", path, { headers: BEARER }) };
}

describe("nothing unconfirmed that ranks anybody", () => {
  it("leaves by the daily and weekly runs, the days before and after the draft, but to the admin", async () => {
    const made = await scene();
    for (const [now, job] of [
      [BEFORE_LOCK, "due"],
      [LOCKED, "due"],
      [NEXT_DAY, "due"],
      ["2026-06-15T08:00", "due"],
    ] as const)
      await made.at(now, "run", job);
    expect(await toldOfRanks(made)).toEqual([ADMIN]);
    expect(await isPublished(made)).toBe(false);
    for (const tab of ["系统-通知", "系统-运行", "系统-汇总", "系统-进度", "系统-红黑榜"])
      expect(JSON.stringify(await sheetRows(made.file, tab))).not.toMatch(RANKS);
  }, 60_000);

  it("goes to a 代理人 of the admin on leave who is no 管理员; back at work, the admin is told", async () => {
    const rows = rankedOffice();
    const away = { deputy: "王联（甲县）", leaveFrom: { date: "2026-06-10" }, leaveTo: { date: "2026-06-11" } };
    const people = rows.people!.map((one) => (one.name === "孙管" ? { ...one, ...away } : one));
    const made = await drafted({ ...rows, people });
    expect(await toldOfRanks(made)).toEqual([]);
    expect(lettersTo(made, "wang@jia.example")).toBe(1);
    await made.at(NEXT_DAY, "run", "daily");
    expect(await toldOfRanks(made)).toEqual([ADMIN]);
  }, 60_000);

  it("stands on the board, served or as a file, or is printed by a run", async () => {
    const made = await drafted();
    const chart = join(made.dir, "chart.html");
    expect((await made.at(LOCKED, "chart", "--out", chart)).code).toBe(0);
    expect(readFileSync(chart, "utf8")).not.toMatch(RANKS);
    for (const ran of [
      await made.at(LOCKED, "run", "monthly", "--json"),
      await made.at(LOCKED, "run", "monthly", "--dry-run", "--json"),
    ])
      expect(ran.out).not.toMatch(RANKS);
    const { get } = await door(made);
    expect((await get("/board")).text).not.toMatch(RANKS);
  }, 60_000);

  it("is told by GET /drafts, which names the draft and its digest alone; confirmed, it says all", async () => {
    const made = await drafted();
    const { get, post } = await door(made);
    const sealed = await get("/drafts");
    expect(sealed.text).not.toMatch(RANKS);
    expect(sealed.json).toMatchObject(
      [{ id: ID, body: null, differences: "", sealed: true, digest: /^[0-9a-f]{64}$/ }].map(
        ({ digest: _, ...rest }) => rest,
      ),
    );
    const [{ digest }] = sealed.json as unknown as [{ digest: string }];
    expect((await post(ID, { by: "孙管", digest })).status).toBe(200);
    expect((await get("/drafts")).json).toMatchObject([{ id: ID, body: { kind: "ranking" } }]);
  }, 60_000);

  it("is in a copy but the admin's own, and that copy publishes nothing", async () => {
    const made = await drafted();
    const copy = join(made.dir, "副本.xlsx");
    await made.at(LOCKED, "run", "monthly", "--out", copy);
    expect((await sheetRows(copy, "系统-排名")).length).toBeGreaterThan(2);
    expect(await isPublished(made)).toBe(false);
    expect(await toldOfRanks(made)).toEqual([ADMIN]);
  }, 60_000);
});

describe("a confirmation", () => {
  it.each<[situation: string, by: string, words: string]>([
    ["somebody who is no 管理员", "王联", NO_ADMIN],
    ["nobody of 人员", "某人", NO_ADMIN],
    ["a 管理员 who is 停用", "吴管", NO_ADMIN],
    ["one whose 停用 nobody can read", "郑管", NO_ADMIN],
    ["a 管理员 on leave", "冯管", "登记为请假"],
    ["a name that somebody else in use bears too", "孙管", "请写成 孙管（单位）"],
    ["the namesake in another unit", "孙管（甲县）", NO_ADMIN],
  ])("by %s is refused, and so is letting out for consultation", async (_, by, words) => {
    const { outside, close } = await namesakes();
    for (const step of [null, "consult"] as const) {
      const asked = confirmDraft({ id: ID, by, today: LOCKED.slice(0, 10), step }, outside);
      await expect(asked.catch((error) => failureWords(error))).resolves.toContain(words);
    }
    expect((await outside.store.drafts())[0]).toMatchObject({ state: "draft" });
    expect(await trailOf(outside.store, ID)).toEqual([]);
    await close();
  });

  it("by them is refused on the command line and over HTTP alike; the 管理员 among namesakes, said with the unit, is taken", async () => {
    const made = await drafted(rankedOffice(NAMESAKES));
    const { post } = await door(made);
    const refused = await made.at(LOCKED, "confirm", ID, "--by", "冯管", "--step", "consult");
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("登记为请假")]);
    for (const by of ["冯管", "孙管", "吴管"]) expect((await post(ID, { by })).status).toBe(403);
    expect(await isPublished(made)).toBe(false);
    expect((await made.at(LOCKED, "confirm", ID, "--by", "孙管（重点办）")).code).toBe(0);
    expect(await isPublished(made)).toBe(true);
  }, 60_000);

  it("before the lock is refused through every door, and so is a consultation", async () => {
    const made = await scene();
    await made.at(BEFORE_LOCK, "run", "monthly");
    for (const step of [[], ["--step", "consult"]]) {
      const refused = await made.at(BEFORE_LOCK, "confirm", ID, "--by", "孙管", ...step);
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("锁定之后可确认")]);
    }
    const { post } = await door({ ...made, settings: { ...made.settings, DUBAN_NOW: BEFORE_LOCK } });
    for (const step of [{}, { step: "consult" }])
      expect((await post(ID, { by: "孙管", ...step })).json).toMatchObject({ code: "before-lock" });
    expect(await toldOfRanks(made)).toEqual([ADMIN]);
  }, 60_000);

  it("of a draft that a rival took the place of between look and confirming is refused, by its id and by its digest", async () => {
    const made = await scene();
    await made.at(BEFORE_LOCK, "run", "daily");
    await made.at(LOCKED, "run", "monthly");
    const seen = ((await made.at(LOCKED, "drafts", "--json")).json() as unknown as { digest: string }[])[0]!.digest;
    const rows = rankedOffice();
    const late = [...rows.monthlyReports!, report("P-002", "2026-05", 4900, "2026-06-11")];
    await made.type({ ...rows, monthlyReports: late });
    await made.at(NEXT_DAY, "run", "monthly", "--period", "2026-05", "--known-at", "2026-06-12");
    for (const step of [[], ["--step", "consult"]]) {
      const old = await made.at(NEXT_DAY, "confirm", ID, "--by", "孙管", ...step);
      expect([old.code, old.err]).toEqual([2, `${ID} 已被新的草稿取代，请核对 ${ID}-2 后确认。\n`]);
    }
    const rival = await made.at(NEXT_DAY, "confirm", `${ID}-2`, "--by", "孙管", "--digest", seen.slice(0, 12));
    expect([rival.code, rival.err]).toEqual([2, expect.stringContaining("不是您核对的那一份")]);
    const { post } = await door({ ...made, settings: { ...made.settings, DUBAN_NOW: NEXT_DAY } });
    expect((await post(ID, { by: "孙管" })).json).toMatchObject({ code: "superseded" });
    expect((await post(`${ID}-2`, { by: "孙管", digest: seen })).json).toMatchObject({ code: "digest-differs" });
    expect(await isPublished(made)).toBe(false);
    expect(await toldOfRanks(made)).toEqual([ADMIN]);
  }, 90_000);

  it.each<[what: string, sql: string, values: readonly (string | Uint8Array)[]]>([
    ["body", "UPDATE draft SET record = replace(record, ?, ?)", ['\\"rank\\":1', '\\"rank\\":2']],
    ["attachment", "UPDATE draft SET content = ?", [new Uint8Array([0])]],
  ])(
    "of a draft whose %s was changed in the store is refused",
    async (_, sql, values) => {
      const made = await drafted();
      tamper(made, sql, values);
      for (const step of [[], ["--step", "consult"]]) {
        const refused = await made.at(LOCKED, "confirm", ID, "--by", "孙管", ...step);
        expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("与起草时的摘要不符")]);
      }
      expect((await (await door(made)).post(ID, { by: "孙管" })).json).toMatchObject({ code: "changed" });
      expect(await isPublished(made)).toBe(false);
      expect(await toldOfRanks(made)).toEqual([ADMIN]);
    },
    60_000,
  );

  it("said again, on the command line or the same request over HTTP, publishes and sends once", async () => {
    const made = await drafted();
    const { post } = await door(made);
    const first = await post(ID, { by: "孙管" });
    expect(first.json).toMatchObject({ state: "done", published: { "系统-排名": 2 } });
    const count = () => readdirSync(join(made.dir, "outbox")).filter((name) => name.endsWith(".eml")).length;
    const letters = count();
    for (const again of [
      (await post(ID, { by: "孙管" })).json,
      (await made.at(LOCKED, "confirm", ID, "--by", "孙管", "--json")).json(),
    ])
      expect(again).toMatchObject({ messages: [], cellsChanged: 0 });
    expect((await post(ID, { by: "孙管", step: "consult" })).json).toMatchObject({ code: "published" });
    expect(count()).toBe(letters);
  }, 60_000);

  it("is refused for a step or a digest that is none, over HTTP and on the command line", async () => {
    const made = await drafted();
    const { post } = await door(made);
    for (const bad of [
      { step: "publish" },
      { step: 1 },
      { digest: "abc" },
      { digest: "z".repeat(64) },
      { steps: "consult" },
    ])
      expect((await post(ID, { by: "孙管", ...bad })).status).toBe(400);
    for (const bad of [
      ["--step", "publish"],
      ["--digest", "abc"],
    ])
      expect((await made.at(LOCKED, "confirm", ID, "--by", "孙管", ...bad)).code).toBe(2);
    expect(await isPublished(made)).toBe(false);
  }, 60_000);

  it("of a result stands: what is written over it in the store afterwards reaches neither sheet nor leader, and the admin is told", async () => {
    const made = await drafted();
    await made.at(LOCKED, "confirm", ID, "--by", "孙管");
    const before = await sheetRows(made.file, "系统-排名");
    tamper(made, "UPDATE draft SET record = replace(record, ?, ?)", ['\\"rank\\":1', '\\"rank\\":2']);
    await made.at(NEXT_DAY, "run", "daily");
    expect((await sheetRows(made.file, "系统-排名")).slice(1)).toEqual(before.slice(1));
    const told = readdirSync(join(made.dir, "outbox")).filter((name) => name.endsWith(".eml"));
    const mails = await Promise.all(told.map((name) => PostalMime.parse(readFileSync(join(made.dir, "outbox", name)))));
    const words = `已发布的结果 ${ID} 与确认时的摘要不符`;
    const warned = mails.filter(({ text }) => text?.includes(words));
    expect(warned.map(({ to }) => to?.[0]?.address)).toEqual([ADMIN]);
  }, 60_000);
});
