import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { composeMail } from "../../../lib/adapters/mime.ts";
import type { Mail } from "../../../lib/ports/mailer.ts";

const aMail = (changes: Partial<Mail> = {}): Mail => ({
  from: "督办系统 <duban@office.gov.cn>",
  to: "wang@jia.gov.cn",
  replyTo: "office@office.gov.cn",
  subject: "【督办】今天要办 3 件：1 红、1 份月报、1 处更正（6月12日）",
  text: "今天请办\n1. 【红】P-031/30",
  html: "<p>今天请办</p>",
  messageId: "abc123@office.gov.cn",
  date: "2026-06-12T00:00:00.000Z",
  attachments: [
    { filename: "5月排名.xlsx", contentType: "application/vnd.ms-excel", content: new Uint8Array([80, 75, 0, 255]) },
  ],
  ...changes,
});

const textOf = async (mail: Mail): Promise<string> => new TextDecoder("latin1").decode(await composeMail(mail));
const headOf = async (mail: Mail): Promise<string> => (await textOf(mail)).split("\r\n\r\n")[0]!;

describe("composeMail", () => {
  test("a mail is read back as it was written", async () => {
    const mail = aMail();
    const read = await PostalMime.parse(await composeMail(mail));
    expect(read).toMatchObject({
      from: { name: "督办系统", address: "duban@office.gov.cn" },
      to: [{ address: mail.to }],
      replyTo: [{ address: mail.replyTo }],
      subject: mail.subject,
      messageId: `<${mail.messageId}>`,
      date: mail.date,
    });
    expect(read.text?.trim()).toBe(mail.text);
    expect(read.html?.trim()).toBe(mail.html);
    expect(read.attachments).toMatchObject([{ filename: "5月排名.xlsx", disposition: "attachment" }]);
    expect(new Uint8Array(read.attachments[0]!.content as ArrayBuffer)).toEqual(mail.attachments[0]!.content);
  });

  test("text and HTML are alternatives, and machines are asked not to answer", async () => {
    const text = await textOf(aMail({ attachments: [] }));
    expect(text).toContain("Content-Type: multipart/alternative");
    expect(text).toContain("Auto-Submitted: auto-generated");
    expect(text).toContain("X-Auto-Response-Suppress: All");
  });

  test("without a reply address there is no Reply-To", async () => {
    expect(await headOf(aMail({ replyTo: null }))).not.toContain("Reply-To");
  });

  test("the same mail gives the same bytes, another id others", async () => {
    expect(await composeMail(aMail())).toEqual(await composeMail(aMail()));
    expect(await composeMail(aMail({ messageId: "x@y.cn" }))).not.toEqual(await composeMail(aMail()));
  });

  test("lines end in CRLF, hold ASCII only and never pass 998 characters", async () => {
    const long = "长".repeat(5000);
    const text = await textOf(aMail({ subject: long, text: long, html: `<p>${"x".repeat(20_000)}</p>` }));
    const lines = text.split("\r\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(text).toMatch(/^[\r\n\t\x20-\x7e]*$/);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("a subject with line breaks stays one header", async () => {
    const head = await headOf(aMail({ subject: "更正\r\nBcc: all@x.cn\r\n\r\nbody\u2028Cc: x" }));
    expect(head).not.toMatch(/^(Bcc|Cc):/m);
    const read = await PostalMime.parse(await composeMail(aMail({ subject: "a\r\nBcc: all@x.cn" })));
    expect(read.subject).toBe("a Bcc: all@x.cn");
    expect(read.bcc ?? []).toEqual([]);
  });

  test.each<[field: string, changes: Partial<Mail>]>([
    ["to", { to: "a@b.cn\r\nBcc: all@x.cn" }],
    ["to", { to: "a@b.cn, c@d.cn" }],
    ["to", { to: "Wang <a@b.cn>" }],
    ["to", { to: "" }],
    ["from", { from: "督办\r\nBcc: x@y.cn <a@b.cn>" }],
    ["from", { from: "a@b.cn, c@d.cn" }],
    ["replyTo", { replyTo: "a@b.cn\nX: y" }],
    ["messageId", { messageId: "a>\r\nX: y@b" }],
    ["date", { date: "yesterday" }],
    ["contentType", { attachments: [{ filename: "a", contentType: "text/plain\r\nX: y", content: new Uint8Array() }] }],
  ])("a broken %s is refused by name", async (field, changes) => {
    await expect(composeMail(aMail(changes))).rejects.toMatchObject({ code: "mail-invalid", facts: { field } });
  });

  test("a file name cannot leave its header or its directory", async () => {
    const filename = '..\\..\\x\r\nX-Evil: 1"; y=".exe';
    const content = new Uint8Array([1]);
    const read = await PostalMime.parse(
      await composeMail(aMail({ attachments: [{ filename, contentType: "text/plain", content }] })),
    );
    expect(read.attachments).toHaveLength(1);
    expect(read.attachments[0]?.filename).not.toMatch(/[\r\n/\\]/);
    expect(read.headers.map((header) => header.key)).not.toContain("x-evil");
  });

  test("whatever stands in subject and bodies, no header is added", async () => {
    const usual = ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "reply-to"];
    const expected = [...usual, "subject", "to", "x-auto-response-suppress"];
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.string({ unit: "binary" }),
        async (subject, body) => {
          const mail = aMail({ subject: `题${subject}`, text: `t${body}`, html: `h${body}` });
          const read = await PostalMime.parse(await composeMail(mail));
          expect(read.headers.map((header) => header.key).toSorted()).toEqual(expected);
        },
      ),
      { seed: 20260612, numRuns: 300 },
    );
  });
});
