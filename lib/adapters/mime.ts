import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Attachment, ComposeMail, Mail } from "../ports/mailer.ts";
import { PortError } from "../ports/port-error.ts";

/**
 * MIME with text and HTML, the same bytes for the same mail. PortError "mail-invalid" (facts.field) when an address, id, date or
 * content type could break out of its header; line breaks in words (subject, file names) become spaces.
 */
export const composeMail: ComposeMail = async (mail) => {
  refuseBrokenHeaders(mail);
  const composer = new MailComposer({
    from: mail.from,
    to: { name: "", address: mail.to },
    ...(mail.replyTo === null ? {} : { replyTo: mail.replyTo }),
    subject: oneLine(mail.subject),
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.date),
    text: mail.text,
    html: mail.html,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    attachments: mail.attachments.map(attachmentOf),
    encoding: "base64",
    textEncoding: "base64",
    baseBoundary: createHash("sha256").update(mail.messageId).digest("hex").slice(0, 24),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Uint8Array(await composer.compile().build());
};

const attachmentOf = (attachment: Attachment) => ({
  filename: oneLine(attachment.filename).replace(/[/\\]/g, "_"),
  contentType: attachment.contentType,
  content: Buffer.from(attachment.content),
});

/** C0 and C1 controls, and the Unicode line breaks some clients honour. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
const oneLine = (text: string): string => text.replace(CONTROLS, " ").trim();

const BARE = String.raw`[^\s\p{Cc}<>()[\]\\,;:@"]+@[^\s\p{Cc}<>()[\]\\,;:@"]+`;
const ADDRESS = new RegExp(`^${BARE}$`, "u");
const NAMED_ADDRESS = new RegExp(`^(?:[^\\p{Cc}<>@,;:"]+ )?<${BARE}>$`, "u");
const CONTENT_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

function refuseBrokenHeaders(mail: Mail): void {
  const isSender = (text: string): boolean => ADDRESS.test(text) || NAMED_ADDRESS.test(text);
  if (!ADDRESS.test(mail.to)) throw invalid("to");
  if (!isSender(mail.from)) throw invalid("from");
  if (mail.replyTo !== null && !isSender(mail.replyTo)) throw invalid("replyTo");
  if (!ADDRESS.test(mail.messageId)) throw invalid("messageId");
  if (Number.isNaN(Date.parse(mail.date))) throw invalid("date");
  for (const { contentType } of mail.attachments) if (!CONTENT_TYPE.test(contentType)) throw invalid("contentType");
}

const invalid = (field: string): PortError => new PortError("mail-invalid", { field }, { retryable: false });
