import type { IncomingMessage } from "node:http";
import { openClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { ConfigError } from "../config-error.ts";
import { type DoorSettings, door, type Handler } from "./door.ts";
import { type ServeOptions, serve } from "./serve.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** One line of the log. */
export const log = (line: object): void =>
  void process.stdout.write(`${JSON.stringify({ at: openClock(null).now(), ...line })}\n`);

const isOnKnative = (environment: Environment): boolean => environment.K_SERVICE !== undefined;

/** On Knative the platform's proxy writes the last entry; anything before it is the caller's own invention. */
const addressIn =
  (environment: Environment): DoorSettings["addressOf"] =>
  ({ headers, socket }: IncomingMessage) =>
    (isOnKnative(environment) ? headers["x-forwarded-for"]?.toString().split(",").at(-1)?.trim() : undefined) ??
    socket.remoteAddress ??
    "";

export const openDoor = (config: Config, environment: Environment): Handler =>
  door({ config, addressOf: addressIn(environment), ticks: () => performance.now(), log });

/** All doors on PORT (8080) of HOST (127.0.0.1; on Knative every interface). Throws ConfigError for a port nobody can have. */
export async function serveDoors(
  config: Config,
  environment: Environment,
  options: Pick<ServeOptions, "graceMs" | "atStop">,
): Promise<void> {
  const host = environment.HOST ?? (isOnKnative(environment) ? undefined : "127.0.0.1");
  const port = portOf(environment.PORT ?? "8080");
  try {
    await serve(openDoor(config, environment), { port, host, log, ...options });
  } catch (error) {
    const because = TAKEN[(error as NodeJS.ErrnoException).code ?? ""];
    throw because === undefined ? error : new ConfigError([`${because}（HOST ${host ?? "::"}，PORT ${port}）`]);
  }
}

const TAKEN: Readonly<Record<string, string>> = {
  EADDRINUSE: "端口已被占用，可能已有一个服务在运行",
  EACCES: "没有权限使用这个端口，请用 1024 以上的端口",
  EADDRNOTAVAIL: "本机没有这个地址",
  ENOTFOUND: "不认识这个主机名",
};

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new ConfigError([`PORT “${text.slice(0, 20)}” 不是端口号`]);
}
