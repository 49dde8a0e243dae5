import { Readable } from "node:stream";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Delivery, Envelope } from "../ports/mailer.ts";
import { type SmtpServer, withoutLogin } from "./smtp-url.ts";

/** What `beforeData` threw is the caller's own trouble and goes back to him; the body never left. */
export class CallerError extends Error {}

export async function transmit(
  server: SmtpServer,
  connection: SMTPConnection,
  envelope: Envelope,
  beforeData: () => Promise<void>,
): Promise<Delivery> {
  const body = lazyBody(envelope.raw, beforeData);
  try {
    const info = await answer<SMTPConnection.SentMessageInfo>(connection, (done) =>
      connection.send({ from: bareAddress(envelope.from), to: [envelope.to] }, body.stream, done),
    );
    return { state: "sent", response: withoutLogin(String(info?.response), server.login) };
  } catch (error) {
    const { begun, fault } = await body.settled();
    if (begun || fault !== null) connection.close();
    else await answer(connection, (done) => connection.reset(done)).catch(() => connection.close());
    if (fault !== null) throw new CallerError("beforeData", { cause: fault.error });
    return begun ? afterBody(error, server) : beforeBody(error, server);
  }
}

/** The body asks `beforeData` when the library first reads it, which is after the server's 354. */
function lazyBody(raw: Uint8Array, beforeData: () => Promise<void>) {
  let asked: Promise<void> | null = null;
  let begun = false;
  let fault: { readonly error: unknown } | null = null;
  const begin = async (): Promise<void> => {
    try {
      await beforeData();
    } catch (error) {
      fault = { error };
      stream.destroy(new Error("beforeData"));
    }
    if (stream.destroyed) return;
    begun = true;
    stream.push(raw);
    stream.push(null);
  };
  const stream = new Readable({
    read() {
      asked ??= begin();
    },
  });
  const settled = async () => {
    stream.destroy();
    await asked;
    return { begun, fault };
  };
  return { stream, settled };
}

/** The connection's callback, or its end when that comes first: the library forgets callbacks of a line that broke. */
export function answer<T>(
  connection: SMTPConnection,
  start: (done: (error?: Error | null, result?: T) => void) => void,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const ended = (): void => void setImmediate(() => reject(new Error("connection closed")));
    connection.once("error", reject);
    connection.once("end", ended);
    start((error, result) => {
      connection.off("error", reject);
      connection.off("end", ended);
      if (error) reject(error);
      else resolve(result);
    });
  });
}

type Reply = { readonly code?: string; readonly command?: string; readonly responseCode?: number };
const replyOf = (error: unknown): Reply => (error instanceof Error ? (error as Error & Reply) : {});
export const reasonOf = (error: unknown, server: SmtpServer): string =>
  withoutLogin(error instanceof Error ? error.message : String(error), server.login);

/** Nothing left, so it is definite. A refusal of this recipient or this mail is one; of us or of the connection, everyone's. */
function beforeBody(error: unknown, server: SmtpServer): Delivery {
  const { code, command, responseCode = 0 } = replyOf(error);
  const reason = reasonOf(error, server);
  const ofThisMail = code === "EENVELOPE" && command !== "MAIL FROM" && responseCode !== 421;
  if (!ofThisMail) return { state: "refused", permanent: false, unreachable: true, reason };
  return { state: "refused", permanent: responseCode >= 500 || command === "API", reason };
}

/** Only a reply to the final dot tells what became of it. */
function afterBody(error: unknown, server: SmtpServer): Delivery {
  const { code, responseCode = 0 } = replyOf(error);
  const reason = reasonOf(error, server);
  if (code !== "EMESSAGE" || responseCode < 400) return { state: "uncertain", reason };
  return { state: "refused", permanent: responseCode >= 500, reason };
}

const bareAddress = (address: string): string => /<([^<>]*)>$/.exec(address)?.[1] ?? address;
