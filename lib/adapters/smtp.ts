import type { ConnectionOptions } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Delivery, Envelope, Mailer } from "../ports/mailer.ts";
import { answer, CallerError, reasonOf, transmit } from "./smtp-transmit.ts";
import { parseSmtpUrl, type SmtpServer } from "./smtp-url.ts";

export interface SmtpOptions {
  readonly tls?: ConnectionOptions;
  /** Default: everywhere but on loopback. */
  readonly requireTls?: boolean;
  readonly connectMs?: number;
  /** Silence that ends a connection. Long: a server may think minutes about a final dot, and giving up early makes doubles. */
  readonly silenceMs?: number;
}

/** One connection for many mails, one mail at a time. PortError "mail-url-invalid". */
export function openSmtp(url: string, options: SmtpOptions = {}): Mailer {
  const server = parseSmtpUrl(url);
  let open: SMTPConnection | null = null;
  const connected = async (): Promise<SMTPConnection> => {
    if (open === null || open.destroyed) open = await connect(server, options);
    return open;
  };
  return {
    send: async (envelope, beforeData) => {
      const reused = open !== null && !open.destroyed;
      const first = await attempt(server, connected, envelope, beforeData);
      // A server may have dropped the line since the last mail: that is no failure of this one.
      const stale = reused && first.state === "refused" && first.unreachable === true;
      return stale ? attempt(server, connected, envelope, beforeData) : first;
    },
    close: async () => {
      if (open !== null && !open.destroyed) await quit(open);
      open = null;
    },
  };
}

async function connect(server: SmtpServer, options: SmtpOptions): Promise<SMTPConnection> {
  const { host, port, secure, loopback, login } = server;
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    requireTLS: options.requireTls ?? !(secure || loopback),
    tls: { ...(loopback ? { rejectUnauthorized: false } : {}), ...options.tls },
    connectionTimeout: options.connectMs ?? 20_000,
    greetingTimeout: options.connectMs ?? 20_000,
    socketTimeout: options.silenceMs ?? 300_000,
  });
  connection.on("error", () => connection.close());
  try {
    await answer(connection, (done) => connection.connect(done));
    if (login !== null) await answer(connection, (done) => connection.login({ ...login }, done));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function attempt(
  server: SmtpServer,
  connected: () => Promise<SMTPConnection>,
  envelope: Envelope,
  beforeData: () => Promise<void>,
): Promise<Delivery> {
  try {
    return await transmit(server, await connected(), envelope, beforeData);
  } catch (error) {
    if (error instanceof CallerError) throw error.cause;
    return { state: "refused", permanent: false, unreachable: true, reason: reasonOf(error, server) };
  }
}

async function quit(connection: SMTPConnection): Promise<void> {
  const ended = new Promise((resolve) => connection.once("end", resolve));
  const impatient = setTimeout(() => connection.close(), 2_000);
  connection.quit();
  await ended;
  clearTimeout(impatient);
}
