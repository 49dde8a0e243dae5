import { createServer, type Server, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Handler } from "./door.ts";

export interface ServeOptions {
  readonly port: number;
  /** undefined = every interface. */
  readonly host: string | undefined;
  /** How long requests under way may take after the first signal: less than the platform waits before it kills. */
  readonly graceMs: number;
  readonly log: (line: object) => void;
  /** What else this process does: told to end at the first signal, and waited for like the requests. */
  readonly atStop?: () => Promise<void>;
}

/**
 * A server of its own, without anything between the socket and the door. SIGTERM: no new connections, requests under way are finished; a run that
 * takes longer is cut off, which it survives as it survives a crash: its lock is taken over and what was owed stays owed.
 */
export async function serve(handler: Handler, options: ServeOptions): Promise<{ readonly port: number }> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 }, (req, res) => {
    res.on("finish", () => setImmediate(() => server.listening || server.closeIdleConnections()));
    void handler(req, res);
  });
  server.on("clientError", refuseGarble);
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen({ port: options.port, host: options.host }, () => done());
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop(server, options));
  const { port } = server.address() as AddressInfo;
  options.log({ event: "listening", port });
  return { port };
}

function stop(server: Server, { graceMs, log, atStop }: ServeOptions): void {
  log({ event: "stopping" });
  const late = setTimeout(() => {
    log({ event: "stopped", unfinished: true });
    process.exit(1);
  }, graceMs);
  const closed = new Promise<void>((done) => server.close(() => done()));
  void Promise.all([closed, atStop?.()]).then(() => {
    clearTimeout(late);
    log({ event: "stopped", unfinished: false });
  });
}

/** What is no HTTP at all never reaches the door. */
function refuseGarble(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = GARBLED[error.code ?? ""] ?? 400;
  const body = JSON.stringify({ code: "bad-http", message: "不是有效的 HTTP 请求。" });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n`;
  const guard = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
  socket.end(`${head}${guard}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const GARBLED: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
