import type { SesMail } from "./ses.ts";

type Letter = Pick<SesMail, "to" | "id"> & Partial<Pick<SesMail, "tags">>;

/** What SES publishes through a configuration set, as SNS hands it to a Lambda function. */
export const snsEvent = (...messages: readonly (object | string)[]) => ({
  Records: messages.map((message, n) => ({
    EventSource: "aws:sns",
    EventVersion: "1.0",
    EventSubscriptionArn: "arn:aws:sns:eu-west-1:123456789012:mail-events:21be56ed",
    Sns: notification(message, n),
  })),
});

export const notification = (message: object | string, n = 0) => ({
  Type: "Notification",
  MessageId: `95df01b4-ee98-5cb9-9903-${String(n).padStart(12, "0")}`,
  TopicArn: "arn:aws:sns:eu-west-1:123456789012:mail-events",
  Subject: "Amazon SES Email Event Notification",
  Message: typeof message === "string" ? message : JSON.stringify(message),
  Timestamp: "2026-06-12T01:00:00.000Z",
});

export const bounceOf = (letter: Letter, bounceType = "Permanent", timestamp = "2026-06-12T00:05:00.123Z") => ({
  eventType: "Bounce",
  bounce: {
    feedbackId: "010001-61b59c11-9236-11e6-8f96-000000",
    bounceType,
    bounceSubType: "General",
    bouncedRecipients: [
      { emailAddress: letter.to, action: "failed", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown" },
    ],
    timestamp,
    reportingMTA: "dns; mta.example.com",
  },
  mail: mailOf(letter),
});

export const complaintOf = (letter: Letter, complaintFeedbackType: string | null = "abuse") => ({
  eventType: "Complaint",
  complaint: {
    complainedRecipients: [{ emailAddress: letter.to }],
    timestamp: "2026-06-13T02:00:00.000Z",
    feedbackId: "010002-61b59c11-9236-11e6-8f96-000000",
    complaintSubType: null,
    ...(complaintFeedbackType === null ? {} : { complaintFeedbackType }),
  },
  mail: mailOf(letter),
});

const mailOf = ({ to, id, tags = {} }: Letter) => ({
  timestamp: "2026-06-12T00:00:01.000Z",
  source: "duban@office.gov.cn",
  sendingAccountId: "123456789012",
  messageId: id,
  destination: [to],
  headersTruncated: false,
  headers: [{ name: "To", value: to }],
  commonHeaders: { to: [to], messageId: id },
  tags: {
    "ses:configuration-set": ["duban"],
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
  },
});
