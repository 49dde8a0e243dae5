import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { composeMail } from "../../../lib/adapters/mime.ts";
import { fileName, openOutbox, readOutbox } from "../../../lib/adapters/outbox.ts";
import { anEnvelope, mailerContract } from "../../contracts/mailer.ts";

mailerContract("The outbox", async () => {
  const dir = await mkdtemp(join(tmpdir(), "duban-outbox-"));
  const files = () => readdirSync(dir).filter((name) => name.endsWith(".eml"));
  return {
    open: () => openOutbox(dir),
    received: async () => files().map((name) => new Uint8Array(readFileSync(join(dir, name)))),
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
});

describe("the outbox", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "duban-outbox-"));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const quiet = async (): Promise<void> => {};
  const mail = {
    from: "duban@office.gov.cn",
    to: "wang@jia.gov.cn",
    replyTo: null,
    subject: "【督办】今天要办 1 件（6月12日）",
    text: "今天请办",
    html: "<p>今天请办</p>",
    messageId: "m1@office.gov.cn",
    date: "2026-06-11T23:30:00.000Z",
    attachments: [{ filename: "5月排名.xlsx", contentType: "text/plain", content: new Uint8Array([1, 2]) }],
  };
  async function sent(...mails: readonly Partial<typeof mail>[]): Promise<void> {
    const mailer = openOutbox(dir);
    for (const changes of mails) {
      const { from, to, messageId } = { ...mail, ...changes };
      await mailer.send({ from, to, messageId, raw: await composeMail({ ...mail, ...changes }) }, quiet);
    }
    await mailer.close();
  }
  const read = (name: string): string => readFileSync(join(dir, name), "utf8");

  test("a mail is an .eml named by its id, a page, and a line of the index", async () => {
    await sent({});
    expect(readdirSync(dir).toSorted()).toEqual(["index.html", "m1@office.gov.cn.eml", "m1@office.gov.cn.html"]);
    expect(read("index.html")).toContain("【督办】今天要办 1 件（6月12日）");
    expect(read("index.html")).toContain("wang@jia.gov.cn");
    expect(read("index.html")).toContain("2026-06-12 07:30");
    expect(read("m1@office.gov.cn.html")).toContain("5月排名.xlsx");
  });

  test("several who close the same outbox at once all bring its index up to date", async () => {
    const raw = await composeMail(mail);
    const mailers = Array.from({ length: 8 }, () => openOutbox(dir));
    await mailers[0]!.send({ from: mail.from, to: mail.to, messageId: mail.messageId, raw }, quiet);
    await Promise.all(mailers.map((mailer) => mailer.close()));
    expect(readdirSync(dir).toSorted()).toEqual(["index.html", "m1@office.gov.cn.eml", "m1@office.gov.cn.html"]);
  });

  test("the list gives the newest first, with words and attachments", async () => {
    await sent({}, { messageId: "m2@x.cn", subject: "第二封", date: "2026-06-12T23:30:00.000Z" });
    const list = await readOutbox(dir);
    expect(list.map((each) => each.messageId)).toEqual(["m2@x.cn", "m1@office.gov.cn"]);
    expect(list[1]).toMatchObject({ to: mail.to, subject: mail.subject, date: mail.date, attachments: [{}] });
    expect(read("index.html").indexOf("第二封")).toBeLessThan(read("index.html").indexOf("今天要办"));
  });

  test("a directory that is not there is an empty outbox", async () => {
    expect(await readOutbox(join(dir, "none"))).toEqual([]);
  });

  test("the same id again is the same mail: it stays as it was first written", async () => {
    await sent({}, { subject: "换一个" });
    expect((await readOutbox(dir)).map((each) => each.subject)).toEqual([mail.subject]);
  });

  test("a later run adds to the index and keeps the earlier mails", async () => {
    await sent({});
    await sent({ messageId: "m2@x.cn" });
    expect(read("index.html")).toContain("共 2 封");
  });

  test("an index lost in a crash is made again from the .eml files", async () => {
    await sent({});
    await rm(join(dir, "index.html"));
    await openOutbox(dir).close();
    expect(read("index.html")).toContain("今天要办");
  });

  test("a crash before the pages were made is mended by the next closing", async () => {
    await sent({});
    await openOutbox(dir).send(anEnvelope(2), quiet);
    await openOutbox(dir).close();
    expect(read("index.html")).toContain("共 2 封");
    const page = readdirSync(dir).filter((name) => name.endsWith(".html") && name !== "index.html");
    expect(page).toHaveLength(2);
  });

  test("no part of a mail becomes markup of ours, and nothing in it runs or is loaded", async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    await sent({
      subject: evil,
      text: evil,
      html: `${evil}</iframe>'`,
      attachments: [{ ...mail.attachments[0]!, filename: `${evil}.txt` }],
    });
    for (const name of ["index.html", "m1@office.gov.cn.html"]) {
      const page = read(name);
      expect(page).not.toMatch(/<script|<img/);
      expect(page).toContain(`default-src 'none'`);
      expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    }
    expect(read("m1@office.gov.cn.html")).toContain('<iframe sandbox=""');
  });

  test.each([
    ["a@b.cn", "a@b.cn"],
    ["../../etc/passwd", expect.stringMatching(/^_[\w.-]*-[0-9a-f]{12}$/)],
    ["a/b:c*d@x", expect.stringMatching(/^a_b_c_d@x-[0-9a-f]{12}$/)],
    ["x".repeat(300), expect.stringMatching(/^x{100}-[0-9a-f]{12}$/)],
  ])("the id %s makes a safe file name", (id, expected) => {
    expect(fileName(id)).toEqual(expected);
  });

  test("a place that cannot be written refuses everything, definitely, and closes quietly", async () => {
    writeFileSync(join(dir, "file"), "");
    const mailer = openOutbox(join(dir, "file", "box"));
    expect(await mailer.send(anEnvelope(1), quiet)).toMatchObject({ state: "refused", unreachable: true });
    await mailer.close();
  });

  test("a mail that cannot be written leaves nothing behind", async () => {
    mkdirSync(join(dir, "m1@office.gov.cn.eml.tmp"));
    const delivery = await openOutbox(dir).send(anEnvelope(1), quiet);
    expect(delivery).toMatchObject({ state: "refused", permanent: false });
    expect(await readOutbox(dir)).toEqual([]);
  });
});
