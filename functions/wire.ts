import { existsSync } from "node:fs";
import { basename } from "node:path";
import { openSqliteStore } from "../lib/adapters/sqlite/store.ts";
import { writeWorkbook } from "../lib/adapters/xlsx/new-workbook.ts";
import { openXlsx } from "../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import type { Outside } from "../lib/jobs/outside.ts";
import type { Mailer } from "../lib/ports/mailer.ts";
import { PortError } from "../lib/ports/port-error.ts";
import type { Spreadsheet } from "../lib/ports/spreadsheet.ts";
import type { Store } from "../lib/ports/store.ts";
import { type Clock, openClock } from "./clock.ts";
import { type Config, ConfigError, type StoreTarget } from "./config.ts";
import { partFile } from "./part-address.ts";

export interface Wired {
  readonly outside: Outside;
  readonly clock: Clock;
  readonly config: Config;
  readonly close: () => Promise<void>;
}

export interface WireOptions {
  /** "keep": the store may be made and written. "look": a store that is not there is an empty one in memory, and nothing is written. */
  readonly store: "keep" | "look";
  readonly onStep?: Outside["onStep"];
}

/** Opens everything a command needs for one workbook. Throws ConfigError when no registry was named, PortError when it is not there: no store is made for it. */
export async function wire(config: Config, options: WireOptions): Promise<Wired> {
  const { name, spreadsheet, openWorkbook } = openRegistry(config);
  const clock = openClock(config.now);
  const store = await openStore(config.store!, options.store);
  const mailer = await openMailer(config);
  const outside: Outside = {
    workbook: name,
    spreadsheet,
    openWorkbook,
    store,
    mailer,
    composeMail: async (mail) => (await import("../lib/adapters/mime.ts")).composeMail(mail),
    writeWorkbook,
    mail: { from: config.from, replyTo: config.replyTo, allowedDomains: config.allowedDomains },
    now: clock.now,
    ticks: () => performance.now(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    chance: Math.random,
    onStep: options.onStep ?? (() => {}),
  };
  return { outside, clock, config, close: () => closeAll(mailer, store) };
}

interface OpenRegistry {
  readonly name: string;
  readonly spreadsheet: Spreadsheet;
  readonly openWorkbook: Outside["openWorkbook"];
}

function openRegistry({ registry }: Config): OpenRegistry {
  if (registry === null)
    throw new ConfigError(["没有指定台账：请用 --registry 文件 或环境变量 DUBAN_REGISTRY，指向台账工作簿（.xlsx）"]);
  if (registry.kind === "gsheet") throw new ConfigError([notYet("gsheet:")]);
  const { file } = registry;
  if (!existsSync(file)) throw new PortError("workbook-missing", { file }, { retryable: false });
  const name = basename(file);
  const openWorkbook = (address: string, part: string): Spreadsheet =>
    openXlsx(partFile(file, address), { name: part });
  return { name, spreadsheet: openXlsx(file, { name }), openWorkbook };
}

export async function openStore(target: StoreTarget, mode: WireOptions["store"]): Promise<Store> {
  if (target.kind === "dynamodb") throw new ConfigError([notYet("dynamodb:")]);
  const { file } = target;
  if (mode === "keep") return openSqliteStore(file);
  return existsSync(file) ? openSqliteStore(file, { readOnly: true }) : openSqliteStore(":memory:");
}

const notYet = (what: string): string => `这一版还不支持 ${what}`;

/** Mail libraries are loaded by those who mail. */
async function openMailer(config: Config): Promise<Mailer | null> {
  const { mail } = config;
  if (mail.kind === "none") return null;
  if (mail.kind === "outbox") return (await import("../lib/adapters/outbox.ts")).openOutbox(mail.dir);
  if (mail.kind === "smtp") return (await import("../lib/adapters/smtp.ts")).openSmtp(mail.url);
  throw new ConfigError([notYet("ses:")]);
}

async function closeAll(mailer: Mailer | null, store: Store): Promise<void> {
  await mailer?.close();
  await store.close();
}
