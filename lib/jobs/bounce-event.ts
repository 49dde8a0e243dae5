import * as z from "zod";
import type { Instant } from "../domain/dates.ts";
import { PortError } from "../ports/port-error.ts";

/** What SES says of a letter that had left, as far as it matters here. */
export interface BounceEvent {
  readonly kind: "bounce" | "complaint";
  /** The one it was sent to; who sent it back may be somebody it was passed on to. */
  readonly recipient: string;
  readonly at: Instant;
  /** SES's own id of the letter. */
  readonly sesId: string;
  /** Local part of our Message-ID, "" where the letter went without a tag. */
  readonly tag: string;
}

const envelope = z.object({ Type: z.literal("Notification"), Message: z.string() });
const records = z.object({ Records: z.array(z.object({ Sns: envelope })).min(1) });

const instant = z.iso.datetime({ offset: true }).transform((text): Instant => new Date(text).toISOString());

const mail = z.object({
  messageId: z.string().min(1).max(200),
  destination: z.array(z.string().max(320)).min(1),
  tags: z.record(z.string(), z.array(z.string())).default({}),
});

/** Event publishing says `eventType`, the feedback of an identity `notificationType`. */
const head = z.union([
  z.object({ eventType: z.string() }).transform(({ eventType }) => eventType),
  z.object({ notificationType: z.string() }).transform(({ notificationType }) => notificationType),
]);

const bounced = z.object({ mail, bounce: z.object({ bounceType: z.string(), timestamp: instant }) });
const complained = z.object({
  mail,
  complaint: z.object({ complaintFeedbackType: z.string().nullish(), timestamp: instant }),
});

/** A topic is greeted with this when it is made the destination of events. */
const GREETING = /^Successfully validated SNS topic for Amazon SES event publishing/;

/** Reports that say the opposite, or that speak of a signature. */
const NO_COMPLAINTS: readonly (string | null | undefined)[] = ["not-spam", "auth-failure"];

/**
 * Letters that came back for good and complaints, of one SNS notification or of a Lambda event that holds some; what passes or says something else is
 * left out. PortError "bounce-event-invalid" with the place, never with the content. Source: SES Developer Guide, "Contents of event data that Amazon
 * SES publishes to Amazon SNS".
 */
export function readBounceEvents(event: unknown): readonly BounceEvent[] {
  const many = records.safeParse(event);
  const notifications = many.success ? many.data.Records.map(({ Sns }) => Sns) : [parsed(envelope, event)];
  return notifications.flatMap(({ Message }) => (GREETING.test(Message) ? [] : eventsOf(jsonOf(Message))));
}

function eventsOf(message: unknown): readonly BounceEvent[] {
  const type = parsed(head, message);
  if (type === "Bounce") return bounceOf(parsed(bounced, message));
  return type === "Complaint" ? complaintOf(parsed(complained, message)) : [];
}

const bounceOf = ({ mail, bounce }: z.infer<typeof bounced>): readonly BounceEvent[] =>
  bounce.bounceType === "Permanent" ? recipientsOf(mail, "bounce", bounce.timestamp) : [];

const complaintOf = ({ mail, complaint }: z.infer<typeof complained>): readonly BounceEvent[] =>
  NO_COMPLAINTS.includes(complaint.complaintFeedbackType) ? [] : recipientsOf(mail, "complaint", complaint.timestamp);

/** As the SES adapter sets it. */
const MESSAGE_TAG = "duban-message";

const recipientsOf = (
  { messageId, destination, tags }: z.infer<typeof mail>,
  kind: BounceEvent["kind"],
  at: Instant,
): readonly BounceEvent[] => {
  const tag = tags[MESSAGE_TAG]?.[0] ?? "";
  return destination.map((address) => ({ kind, recipient: address.toLowerCase(), at, sesId: messageId, tag }));
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("Message");
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error.issues[0]?.path.join(".") ?? "");
}

const invalid = (place: string): PortError => new PortError("bounce-event-invalid", { place }, { retryable: false });
