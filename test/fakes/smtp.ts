import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

export interface Received {
  readonly to: string;
  readonly raw: Uint8Array;
  /** Which connection brought it. */
  readonly session: string;
}

/** What the server answers instead of taking the mail: a reply code, or a dropped line. */
export type Trouble =
  | { readonly at: "mail" | "rcpt" | "dot"; readonly code: number }
  | { readonly at: "greeting" | "rcpt" | "body" | "after-dot"; readonly drop: true };

export interface FakeSmtp {
  readonly port: number;
  /** Everything acknowledged or — with `after-dot` — kept without a word. */
  readonly received: Received[];
  /** Sessions begun. */
  readonly sessions: Set<string>;
  /** Asked once per recipient and attempt. */
  trouble: (to: string) => Trouble | null;
  /** Until it resolves, no mail begins. */
  gate: Promise<void>;
  /** Ends every open line, as an idle timeout would. */
  hangUp(): void;
  close(): Promise<void>;
}

/** A real SMTP server with a will of its own. */
export async function fakeSmtp(options: SMTPServerOptions = {}): Promise<FakeSmtp> {
  const sockets = new Set<Socket>();
  const troubles = new Map<string, Trouble | null>();
  const hasPort = (session: SMTPServerSession) => (socket: Socket) => socket.remotePort === session.remotePort;
  const drop = (session: SMTPServerSession): void => {
    [...sockets].find(hasPort(session))?.destroy();
  };
  const received: Received[] = [];
  const sessions = new Set<string>();

  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onConnect: (session, done) => {
      sessions.add(session.id);
      const trouble = fake.trouble("");
      if (trouble?.at === "greeting") return drop(session);
      done();
    },
    onMailFrom: (_address, _session, done) => {
      const trouble = fake.trouble("");
      const answer = trouble?.at === "mail" && "code" in trouble ? failure(trouble.code) : null;
      void fake.gate.then(() => done(answer));
    },
    onRcptTo: ({ address }, session, done) => {
      const trouble = fake.trouble(address);
      troubles.set(session.id, trouble);
      if (trouble?.at !== "rcpt") return done();
      if ("drop" in trouble) return drop(session);
      done(failure(trouble.code));
    },
    onData: (stream, session, done) => {
      const trouble = troubles.get(session.id) ?? null;
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => {
        chunks.push(chunk);
        if (trouble?.at === "body") drop(session);
      });
      stream.on("end", () => {
        if (trouble?.at === "dot" && "code" in trouble) return done(failure(trouble.code));
        if (trouble?.at === "body") return;
        const to = session.envelope.rcptTo[0]?.address ?? "";
        received.push({ to, raw: new Uint8Array(Buffer.concat(chunks)), session: session.id });
        if (trouble?.at === "after-dot") return drop(session);
        done();
      });
    },
    ...options,
  });
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const fake: FakeSmtp = {
    port: (server.server.address() as AddressInfo).port,
    received,
    sessions,
    trouble: () => null,
    gate: Promise.resolve(),
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}

const failure = (responseCode: number): Error => Object.assign(new Error("not this one"), { responseCode });
