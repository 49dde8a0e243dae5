import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import PizZip from "pizzip";
import PostalMime from "postal-mime";
import { describe, expect, onTestFinished, test } from "vitest";
import type { TemplateRow } from "../../sheets-templates/registry-sheets.ts";
import { CIRCULAR_ID, circular, circularRecord } from "../fakes/circular-draft.ts";
import { duban } from "../fakes/cli.ts";
import { type DraftOffice, draftRecord, FRIDAY, officeRows, task, xlsxOffice } from "../fakes/draft-office.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { fakeSmtp } from "../fakes/smtp.ts";

const on = (date: string) => ({ date });
const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const letter = (code: string, type: string): TemplateRow => ({
  ...{ code, type, unit: "市水务局", subject: "T-900", sentOn: on("2026-05-06") },
});

const person = (name: string, roles: string, email: string): TemplateRow => ({ name, unit: "甲县", roles, email });

const rows = () => {
  const office = officeRows();
  return {
    ...office,
    tasks: [task("T-001", { due: on("2026-05-29"), content: "完成土地组卷<w:p/>&{标题}" })],
    people: [
      ...office.people!,
      person("冯正", "主要负责人", "feng@jia.example"),
      person("陈主", "办公室主任", "chen@jia.example"),
    ],
    letters: [letter("重点办督函 [2026] 3号", "督办函")],
  };
};

/** The same office with a real mail server. */
async function mailing(drafts: Parameters<typeof xlsxOffice>[0]) {
  const smtp = await fakeSmtp();
  onTestFinished(() => smtp.close());
  const office = await xlsxOffice(drafts, rows(), { DUBAN_MAIL: `smtp://127.0.0.1:${smtp.port}` });
  const to = async (address: string) =>
    Promise.all(smtp.received.filter((mail) => mail.to === address).map(({ raw }) => PostalMime.parse(raw)));
  return { at: office, smtp, to };
}

type Mail = Awaited<ReturnType<typeof PostalMime.parse>>;

const fileIn = ({ attachments }: Mail, name: RegExp) => {
  const found = attachments.find(({ filename }) => name.test(filename ?? ""));
  return found === undefined ? null : { name: found.filename!, bytes: new Uint8Array(found.content as ArrayBuffer) };
};

/** The words of a .docx, read by another way than the one that filled it. */
const wordsIn = (bytes: Uint8Array): string =>
  new PizZip(bytes)
    .file("word/document.xml")!
    .asText()
    .replace(/<w:p[ >]/g, "\n$&")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

async function written(at: DraftOffice, asked: string, name = "out.docx") {
  const out = join(at.dir, name);
  const ran = await at.run(["documents", asked, "--out", out]);
  return { ran, bytes: ran.code === 0 ? new Uint8Array(readFileSync(out)) : new Uint8Array() };
}

describe("a circular that an admin confirms", () => {
  test("is numbered, dated, frozen, and sent once to its readers with the very bytes that are kept", async () => {
    const { at, to } = await mailing([circularRecord()]);
    const waiting = await at.run(["documents"]);
    expect(waiting.out).toContain(`待确认  ${CIRCULAR_ID}  通报《${circular().title}》`);
    const confirmed = await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"]);
    expect(confirmed).toMatchObject({ code: 0, err: "" });
    expect(confirmed.out).toContain(`已确认《${circular().title}》，编号 重点办通报〔2026〕1号，文件已存档。`);
    const [head, ...more] = await to("feng@jia.example");
    expect(more).toEqual([]);
    expect(head!.subject).toContain("发来通报《关于2026年5月重点项目推进情况的通报》");
    expect(head!.text).toContain("重点办通报〔2026〕1号，6月12日印发");
    expect(head!.text).toContain("=HYPERLINK(1)，<b>请</b>各单位抓紧，{不是占位符}。");
    const file = fileIn(head!, /通报.*\.docx$/)!;
    expect(file.name).toBe("重点办通报〔2026〕1号 关于2026年5月重点项目推进情况的通报.docx");
    const paper = wordsIn(file.bytes);
    for (const words of ["重点办通报〔2026〕1号", "2026年6月12日", "<b>请</b>各单位抓紧，{不是占位符}"])
      expect(paper).toContain(words);
    expect(paper).not.toContain("草稿");
    const { ran, bytes } = await written(at, "重点办通报(2026)1号");
    expect(ran.out).toContain("与存档一致");
    expect(digestOf(bytes)).toBe(digestOf(file.bytes));
    const [listed] = JSON.parse((await at.run(["documents", "--json"])).out) as [{ digest: string; intact: boolean }];
    expect(listed).toMatchObject({ state: "sent", number: "重点办通报〔2026〕1号", day: "2026-06-12", by: "孙管" });
    expect([listed.digest, listed.intact]).toEqual([digestOf(file.bytes), true]);
    expect((await to("sun@jia.example"))[0]!.text).toContain("（抄送）");
    expect(await to("li@jia.example")).toEqual([]);
    await at.run(["run", "daily"], "2026-06-15T08:00");
    expect((await to("feng@jia.example")).flatMap((mail) => fileIn(mail, /\.docx$/) ?? [])).toHaveLength(1);
  });

  test("confirmed again it completes and gets no second number", async () => {
    const { at } = await mailing([circularRecord()]);
    for (const _ of [1, 2]) expect((await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"])).code).toBe(0);
    const listed = (await at.run(["documents"])).out.split("\n").filter((line) => line !== "");
    expect(listed).toHaveLength(1);
    expect(await at.drafts()).toMatchObject([{ state: "confirmed", confirmedBy: "孙管" }]);
    const dropped = await at.run(["drop", CIRCULAR_ID, "--by", "孙管", "--reason", "写错"]);
    expect([dropped.code, dropped.err]).toEqual([2, `${CIRCULAR_ID} 已全部确认，不能撤回。\n`]);
  });

  test("whose mail could not leave is made good by the next daily run", async () => {
    const { at, smtp, to } = await mailing([circularRecord()]);
    smtp.trouble = () => ({ at: "rcpt", code: 550 });
    expect((await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"])).code).toBe(1);
    expect(await to("feng@jia.example")).toEqual([]);
    smtp.trouble = () => null;
    await at.run(["run", "daily"], "2026-06-15T08:00");
    const [late] = await to("feng@jia.example");
    expect(fileIn(late!, /通报.*\.docx$/)!.name).toContain("重点办通报〔2026〕1号");
  });

  test("is refused by who is no admin, in parts, withdrawn, and when somebody wrote over it in the store", async () => {
    const { at, to } = await mailing([circularRecord()]);
    expect((await at.run(["confirm", CIRCULAR_ID, "--by", "王联"])).code).toBe(2);
    expect((await at.run(["confirm", CIRCULAR_ID, "--by", "孙管", "--items", "1"])).err).toContain("只能整体确认");
    const other = JSON.stringify(circular({ title: "改过的标题" }));
    const db = new DatabaseSync(`${at.settings.DUBAN_REGISTRY}.duban.sqlite`);
    db.prepare("UPDATE draft SET record = json_set(record, '$.body', ?)").run(other);
    db.close();
    const changed = await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"]);
    expect([changed.code, changed.err]).toEqual([2, expect.stringContaining("与起草时的摘要不符")]);
    expect((await at.run(["drop", CIRCULAR_ID, "--by", "孙管", "--reason", "重写"])).code).toBe(0);
    expect((await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"])).err).toContain("已撤回，不能再确认");
    expect((await at.run(["documents"])).out).toBe("没有文件。\n");
    for (const who of ["feng@jia.example", "sun@jia.example"]) expect(await to(who)).toEqual([]);
  });

  test("that quotes a result leaves only while that result is confirmed and not issued anew", async () => {
    const ranking = (id: string, more: object) =>
      draftRecord({ period: "2026-05" }, { id, kind: "ranking", period: "2026-05", ...more });
    const published = (at: string) => ({ state: "confirmed", confirmedBy: "孙管", confirmedAt: at }) as const;
    const quoting = circularRecord(circular({ restsOn: ["M-2026-05"] }));
    const unpublished = await mailing([quoting, ranking("M-2026-05", {})]);
    const refused = await unpublished.at.run(["confirm", CIRCULAR_ID, "--by", "孙管"]);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("所依据的 M-2026-05 尚未确认发布")]);
    expect(unpublished.smtp.received).toEqual([]);
    const reissued = await mailing([
      quoting,
      ranking("M-2026-05", published("2026-06-11T00:00:00.000Z")),
      ranking("M-2026-05-2", published("2026-06-11T01:00:00.000Z")),
    ]);
    expect((await reissued.at.run(["confirm", CIRCULAR_ID, "--by", "孙管"])).err).toContain("或已重新发布");
    expect((await reissued.at.run(["documents"])).out).toContain(`待确认  ${CIRCULAR_ID}`);
  });

  test("changed in the store after its confirmation is told, written out by nobody and sent to nobody", async () => {
    const { at, smtp, to } = await mailing([circularRecord()]);
    smtp.trouble = () => ({ at: "rcpt", code: 550 });
    await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"]);
    smtp.trouble = () => null;
    const db = new DatabaseSync(`${at.settings.DUBAN_REGISTRY}.duban.sqlite`);
    const forged = Buffer.from("PK forged").toString("base64");
    db.prepare("UPDATE fact SET value = ? WHERE name LIKE 'document-file:%'").run(forged);
    db.close();
    await at.run(["run", "daily"], "2026-06-15T08:00");
    expect((await to("feng@jia.example")).flatMap((mail) => fileIn(mail, /\.docx$/) ?? [])).toEqual([]);
    expect((await at.run(["documents"])).out).toContain("存档文件与摘要不符");
    const { ran } = await written(at, "重点办通报〔2026〕1号");
    expect([ran.code, ran.err]).toEqual([1, expect.stringContaining("已被改动或丢失，不能取用")]);
  });

  test("of another year is numbered from 1, and the number it was given in the old year stands void", async () => {
    const { at } = await mailing([
      circularRecord(),
      circularRecord(circular({ period: "2026-11" }), { id: "TB-2026-11" }),
    ]);
    await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"]);
    expect(await at.killed({ id: "TB-2026-11", items: null, killAt: "numbered" }, "2026-12-31T08:00")).toBe("SIGKILL");
    const taken = await at.run(["documents"], "2026-12-31T08:00");
    expect(taken.out).toContain("待确认  重点办通报〔2026〕2号");
    const late = await at.run(["confirm", "TB-2026-11", "--by", "孙管"], "2027-01-04T08:00");
    expect(late.out).toContain("编号 重点办通报〔2027〕1号");
    const listed = (await at.run(["documents"], "2027-01-04T08:00")).out;
    expect(listed).toContain("作废  重点办通报〔2026〕2号");
    expect(listed).toContain("编号后跨年或改用机关代字，已另编新号（草稿 TB-2026-11）");
  });

  test("withdrawn after its number was given leaves the number void, with the reason, and used by nobody", async () => {
    const { at } = await mailing([
      circularRecord(),
      circularRecord(circular({ period: "2026-04" }), { id: "TB-2026-04" }),
    ]);
    expect(await at.killed({ id: CIRCULAR_ID, items: null, killAt: "numbered" })).toBe("SIGKILL");
    expect((await at.run(["drop", CIRCULAR_ID, "--by", "孙管", "--reason", "数字有误"])).code).toBe(0);
    expect((await at.run(["confirm", "TB-2026-04", "--by", "孙管"])).out).toContain("编号 重点办通报〔2026〕2号");
    const listed = (await at.run(["documents"])).out;
    expect(listed).toContain("作废  重点办通报〔2026〕1号");
    expect(listed).toContain("编号后草稿撤回（草稿 TB-2026-05，理由：数字有误）");
    const { ran } = await written(at, "重点办通报〔2026〕1号");
    expect([ran.code, ran.err]).toEqual([2, "重点办通报〔2026〕1号 已作废，没有文件。\n"]);
  });

  test("takes the number after the highest one typed by hand into 督办, and another when a person typed its own meanwhile", async () => {
    const typed = (codes: readonly string[]) => ({ ...rows(), letters: codes.map((code) => letter(code, "通报")) });
    const { at } = await mailing([circularRecord()]);
    const file = String(at.settings.DUBAN_REGISTRY);
    await writeRegistry(file, typed(["重点办通报(2026)7号"]));
    expect(await at.killed({ id: CIRCULAR_ID, items: null, killAt: "numbered" })).toBe("SIGKILL");
    await writeRegistry(file, typed(["重点办通报(2026)7号", "重点办通报【2026】8号"]));
    expect((await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"])).out).toContain("编号 重点办通报〔2026〕9号");
    const listed = (await at.run(["documents"])).out;
    expect(listed).toContain("作废  重点办通报〔2026〕8号");
    expect(listed).toContain("编号后「督办」表中出现同号，已另编新号");
  });

  test("whose template the office misspelt takes no number and goes nowhere: the place is named, and mended it is sent", async () => {
    const { at, smtp, to } = await mailing([circularRecord()]);
    const shipped = join(import.meta.dirname, "../../sheets-templates/documents/通报.docx");
    const template = new PizZip(readFileSync(shipped));
    const xml = template.file("word/document.xml")!.asText();
    template.file("word/document.xml", xml.replace("{标题}", "{标提}"));
    writeFileSync(join(at.dir, "通报.docx"), template.generate({ type: "nodebuffer" }));
    const own = { ...at.settings, DUBAN_DOCUMENTS: at.dir, DUBAN_NOW: FRIDAY };
    const refused = await duban(["confirm", CIRCULAR_ID, "--by", "孙管"], own);
    expect(refused.code).not.toBe(0);
    for (const words of ["通报.docx", "{标提}", "最接近"]) expect(refused.err).toContain(words);
    expect(smtp.received).toEqual([]);
    expect((await at.run(["documents"])).out).toContain(`待确认  ${CIRCULAR_ID}`);
    expect((await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"])).out).toContain("重点办通报〔2026〕1号");
    expect(await to("feng@jia.example")).toHaveLength(1);
  });

  test("is written out as a draft before, and never over a file that is there", async () => {
    const { at } = await mailing([circularRecord()]);
    writeFileSync(join(at.dir, "there.docx"), "mine");
    await at.run(["confirm", CIRCULAR_ID, "--by", "孙管"]);
    const { ran } = await written(at, CIRCULAR_ID, "there.docx");
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining("已经存在，不会覆盖")]);
    expect(readFileSync(join(at.dir, "there.docx"), "utf8")).toBe("mine");
    expect((await at.run(["documents", "TB-1"])).err).toContain("没有文件 TB-1");
    expect((await at.run(["documents", "--out", "x.docx"])).code).toBe(2);
  });
});

describe("a letter that an admin confirms", () => {
  test("has its paper attached beside its text, equal to what is kept", async () => {
    const { at, to } = await mailing([]);
    await at.run(["run", "daily"]);
    const [draft] = await at.drafts();
    const before = await written(at, draft!.id, "draft.docx");
    expect(wordsIn(before.bytes)).toContain("草稿");
    expect(await at.run(["confirm", draft!.id, "--by", "孙管"])).toMatchObject({ code: 0, err: "" });
    await at.run(["run", "daily"], "2026-06-15T08:00");
    const [head] = (await to("feng@jia.example")).filter(({ text }) => text?.includes("督函"));
    const file = fileIn(head!, /督办函\.docx$/)!;
    expect(file.name).toBe("重点办督函〔2026〕4号 致甲县的督办函.docx");
    const paper = wordsIn(file.bytes);
    for (const words of [
      ...[
        "重点办督函〔2026〕4号",
        "关于督办完成土地组卷<w:p/>&{标题}事项的函",
        "甲县：",
        "2026年6月12日",
        "重点项目建设办公室",
      ],
      ...["完成土地组卷<w:p/>&{标题}", "应于5月29日完成", "已过 10 个工作日", "6月22日（周一）前送达本办"],
    ])
      expect(paper).toContain(words);
    const { bytes } = await written(at, "重点办督函〔2026〕4号");
    expect(digestOf(bytes)).toBe(digestOf(file.bytes));
    const shown = await at.run(["documents", "重点办督函[2026]4号"]);
    expect(shown.out).toContain(
      "已发  重点办督函〔2026〕4号  督办函《关于督办完成土地组卷<w:p/>&{标题}事项的函》，致甲县，6月12日由孙管确认",
    );
    expect(shown.out).toContain("1．T-001 完成土地组卷");
  });
});
