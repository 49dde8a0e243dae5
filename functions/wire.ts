import { existsSync } from "node:fs";
import { openSqliteStore } from "../lib/adapters/sqlite/store.ts";
import { writeWorkbook } from "../lib/adapters/xlsx/new-workbook.ts";
import type { Outside } from "../lib/jobs/outside.ts";
import type { Mailer } from "../lib/ports/mailer.ts";
import { PortError } from "../lib/ports/port-error.ts";
import type { Store } from "../lib/ports/store.ts";
import { linksOf } from "./board/link.ts";
import { type Clock, openClock } from "./clock.ts";
import type { Config, StoreTarget } from "./config.ts";
import { document, documentWriter } from "./document.ts";
import { type OpenRegistry, openRegistry, type Turns } from "./open-registry.ts";

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
  readonly turns?: Turns;
}

/** Opens everything a command needs for one workbook. Throws ConfigError when no registry was named, PortError when it is not there: no store is made for it. */
export async function wire(config: Config, options: WireOptions): Promise<Wired> {
  const registry = openRegistry(config, options.turns);
  const { name, spreadsheet, openWorkbook } = registry;
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
    writeDocument: documentWriter(config.documents),
    document,
    links: linksOf(config),
    mail: { from: config.from, replyTo: config.replyTo, allowedDomains: config.allowedDomains },
    now: clock.now,
    ticks: () => performance.now(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    chance: Math.random,
    onStep: options.onStep ?? (() => {}),
  };
  return { outside, clock, config, close: () => closeAll(registry, mailer, store) };
}

/** "look": an empty store in memory stands in for one that is not there. */
export async function openStore(target: StoreTarget, mode: WireOptions["store"]): Promise<Store> {
  if (target.kind === "dynamodb") return openDynamo(target.table, mode);
  const { file } = target;
  if (mode === "keep") return openSqliteStore(file);
  return existsSync(file) ? openSqliteStore(file, { readOnly: true }) : openSqliteStore(":memory:");
}

async function openDynamo(table: string, mode: WireOptions["store"]): Promise<Store> {
  const { openDynamoStore } = await import("../lib/adapters/dynamodb/store.ts");
  if (mode === "keep") return openDynamoStore(table);
  try {
    return await openDynamoStore(table, { readOnly: true });
  } catch (error) {
    if (error instanceof PortError && error.code === "store-missing") return openSqliteStore(":memory:");
    throw error;
  }
}

/** Mail libraries are loaded by those who mail. */
async function openMailer({ mail, configurationSet }: Config): Promise<Mailer | null> {
  if (mail.kind === "none") return null;
  if (mail.kind === "outbox") return (await import("../lib/adapters/outbox.ts")).openOutbox(mail.dir);
  if (mail.kind === "smtp") return (await import("../lib/adapters/smtp.ts")).openSmtp(mail.url);
  const { openSes } = await import("../lib/adapters/ses/ses.ts");
  return openSes(mail.region, configurationSet === null ? {} : { configurationSet });
}

async function closeAll(registry: OpenRegistry, mailer: Mailer | null, store: Store): Promise<void> {
  registry.close();
  await mailer?.close();
  await store.close();
}
