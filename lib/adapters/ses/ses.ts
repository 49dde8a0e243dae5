import { SESClient, SendRawEmailCommand, type SendRawEmailRequest } from "@aws-sdk/client-ses";
import type { Delivery, Envelope, Mailer } from "../../ports/mailer.ts";
import { type Answer, answerTo, unreachable } from "./ses-answer.ts";

export interface SesOptions {
  /** Default: the region's own. */
  readonly endpoint?: string;
  /** Through it bounces and complaints come back, with the tag. */
  readonly configurationSet?: string;
  readonly connectMs?: number;
  /** Silence that ends a request. Long: giving up on one that left makes doubles. */
  readonly silenceMs?: number;
  readonly wait?: (ms: number) => Promise<void>;
  /** 0..1, for the jitter. */
  readonly chance?: () => number;
}

/** Carries the local part of the Message-ID, since SES puts its own in place of ours. */
const MESSAGE_TAG = "duban-message";

/** One recipient a mail, one mail at a time. Credentials come from the SDK's default chain. */
export function openSes(region: string, options: SesOptions = {}): Mailer {
  const { endpoint, connectMs = 10_000, silenceMs = 60_000 } = options;
  const client = new SESClient({
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return {
    send: (envelope, beforeData) => send(client, envelope, beforeData, options),
    close: async () => client.destroy(),
  };
}

/** Waits after an answer that we ask too fast, milliseconds; each is stretched or shortened by up to a half. */
const BACKOFF = [500, 1_000, 2_000, 4_000, 8_000];

async function send(
  client: SESClient,
  envelope: Envelope,
  beforeData: () => Promise<void>,
  { configurationSet, wait = sleep, chance = Math.random }: SesOptions,
): Promise<Delivery> {
  if (!ONE_ADDRESS.test(envelope.to)) return { state: "refused", permanent: true, reason: "not one address" };
  const request = requestOf(envelope, configurationSet);
  const gate = openedOnce(beforeData);
  for (const ms of BACKOFF) {
    const answer = await attempt(client, request, gate);
    if (answer !== "too-fast") return answer;
    await wait(ms * (0.5 + chance()));
  }
  const last = await attempt(client, request, gate);
  return last === "too-fast" ? unreachable("Throttling: sending rate exceeded") : last;
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const ONE_ADDRESS = /^[^\s\p{Cc},;<>"@]+@[^\s\p{Cc},;<>"@]+$/u;
const TAG_VALUE = /^[A-Za-z0-9_-]{1,256}$/;

function requestOf({ messageId, from, to, raw }: Envelope, configurationSet: string | undefined): SendRawEmailRequest {
  const [name = ""] = messageId.split("@");
  return {
    Source: bareAddress(from),
    Destinations: [to],
    RawMessage: { Data: raw },
    ...(TAG_VALUE.test(name) ? { Tags: [{ Name: MESSAGE_TAG, Value: name }] } : {}),
    ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
  };
}

const bareAddress = (address: string): string => /<([^<>]*)>$/.exec(address)?.[1] ?? address;

/** What `beforeData` threw is the caller's own trouble and goes back to him. */
interface Gate {
  readonly pass: () => Promise<void>;
  readonly fault: () => { readonly error: unknown } | null;
}

function openedOnce(beforeData: () => Promise<void>): Gate {
  let isOpen = false;
  let fault: { readonly error: unknown } | null = null;
  const pass = async (): Promise<void> => {
    if (isOpen) return;
    try {
      await beforeData();
    } catch (error) {
      fault = { error };
      throw error;
    }
    isOpen = true;
  };
  return { pass, fault: () => fault };
}

/** The gate stands behind signing: without credentials nobody is told that something leaves. */
async function attempt(client: SESClient, request: SendRawEmailRequest, gate: Gate): Promise<Answer> {
  const command = new SendRawEmailCommand(request);
  let left = false;
  command.middlewareStack.add(
    (next) => async (args) => {
      await gate.pass();
      left = true;
      return next(args);
    },
    { step: "deserialize", priority: "low", name: "beforeData" },
  );
  try {
    const { MessageId } = await client.send(command);
    return { state: "sent", response: String(MessageId) };
  } catch (error) {
    const fault = gate.fault();
    if (fault !== null) throw fault.error;
    return left ? answerTo(error, request.Source ?? "") : unreachable(`not signed: ${nameOf(error)}`);
  }
}

/** No words of a credentials provider: they may hold what nobody should read. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
