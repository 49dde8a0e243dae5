import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { DateTime } from "luxon";
import * as z from "zod";
import { parseMoment } from "./clock.ts";
import { ConfigError } from "./config-error.ts";
import { isPublicBase } from "./public-base.ts";

export type MailTarget =
  | { readonly kind: "none" }
  | { readonly kind: "outbox"; readonly dir: string }
  | { readonly kind: "smtp"; readonly url: string }
  | { readonly kind: "ses"; readonly region: string };

/** A file, or a spreadsheet of Google's by its id. */
export type RegistryTarget =
  | { readonly kind: "xlsx"; readonly file: string }
  | { readonly kind: "gsheet"; readonly id: string };

export type StoreTarget =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "dynamodb"; readonly table: string };

/** Who may use the HTTP door: bearers of the secret, and Google accounts whose tokens are made out to `audience`. */
export interface HttpAccess {
  readonly secret: string | null;
  /** Lower case. */
  readonly callers: readonly string[];
  readonly audience: string | null;
}

/** Queues of SQS by their addresses: a message for each workbook, and the events of runs. */
export interface Queues {
  readonly parts: string;
  readonly runs: string;
}

/** Links to the board: what signs them, and the address under which people reach this service, without a slash at its end. */
export interface BoardAccess {
  readonly secret: string;
  readonly url: string;
}

export interface Config {
  /** null when neither --registry nor DUBAN_REGISTRY is given. */
  readonly registry: RegistryTarget | null;
  readonly mail: MailTarget;
  readonly from: string;
  readonly replyTo: string | null;
  readonly store: StoreTarget | null;
  /** null: one process reads and writes all workbooks of 分表. */
  readonly queues: Queues | null;
  readonly allowedDomains: readonly string[];
  readonly http: HttpAccess;
  /** null: nobody gets a link, and none is believed. */
  readonly board: BoardAccess | null;
  /** A stand-in for Google on this machine; null: Google itself. */
  readonly googleUrl: string | null;
  /** The office's own templates of documents; null: those shipped. */
  readonly documents: string | null;
  /** Of SES: through it bounces and complaints come back. */
  readonly configurationSet: string | null;
  readonly now: DateTime | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;
const DOMAIN = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** What may be shown of a setting: everything before its last @ may be a user and a password, however badly it is written. */
const withoutSecrets = (text: string): string => text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1…@").slice(0, 200);

const mail = z.string().transform((text, context): MailTarget => {
  const outbox = /^outbox:(.+)$/.exec(text)?.[1];
  if (outbox !== undefined) return { kind: "outbox", dir: resolve(outbox) };
  if (isSmtpUrl(text)) return { kind: "smtp", url: text };
  const region = /^ses:([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(text)?.[1];
  if (region !== undefined) return { kind: "ses", region };
  context.addIssue(
    `DUBAN_MAIL “${withoutSecrets(text)}” 不是 outbox:目录、smtp://主机:端口、smtps://主机:端口 或 ses:区域（如 ses:ap-east-1）`,
  );
  return z.NEVER;
});

function isSmtpUrl(text: string): boolean {
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return hostname !== "" && isDecodable(username) && isDecodable(password);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const store = z.string().transform((text, context): StoreTarget => {
  const file = /^sqlite:(.+)$/.exec(text)?.[1];
  if (file !== undefined) return { kind: "sqlite", file: resolve(file) };
  const table = /^dynamodb:([\w.-]{3,255})$/.exec(text)?.[1];
  if (table !== undefined) return { kind: "dynamodb", table };
  context.addIssue(`DUBAN_STORE “${withoutSecrets(text)}” 不是 sqlite:文件 或 dynamodb:表名`);
  return z.NEVER;
});

/** A Google spreadsheet by the id in its address. */
export const GSHEET = /^gsheet:([\w-]{20,})$/;

const registry = z.string().transform((text, context): RegistryTarget => {
  if (!text.startsWith("gsheet:")) return { kind: "xlsx", file: resolve(text) };
  const id = GSHEET.exec(text)?.[1];
  if (id !== undefined) return { kind: "gsheet", id };
  context.addIssue(
    `台账 “${text.slice(0, 100)}” 不是 gsheet:编号；编号是网址 docs.google.com/spreadsheets/d/ 与下一个 / 之间的一段`,
  );
  return z.NEVER;
});

const SHORTEST_SECRET = 32;
const secret = (name: string) =>
  z
    .string()
    .min(SHORTEST_SECRET, `${name} 太短，至少 ${SHORTEST_SECRET} 个字符，可用 openssl rand -base64 32 生成`)
    .regex(/^[\x21-\x7e]+$/, `${name} 只能用英文字母、数字和半角符号，不含空格`);

const boardUrl = z.string().transform((text, context): string => {
  if (isPublicBase(text)) return text.replace(/\/+$/, "");
  context.addIssue(
    `DUBAN_BOARD_URL “${withoutSecrets(text)}” 不是本服务的网址，请写成 https://duban.example.gov.cn；只有本机和内网地址可用 http://，不带参数和密码`,
  );
  return z.NEVER;
});

const callers = z.string().transform((text, context): readonly string[] => {
  const addresses = listed(text);
  const bad = addresses.filter((one) => !ADDRESS.test(one));
  if (bad.length === 0) return addresses;
  context.addIssue(`DUBAN_HTTP_CALLERS 中的 “${bad.join("、").slice(0, 200)}” 不是邮箱地址，多个用逗号分开`);
  return z.NEVER;
});

const listed = (text: string): readonly string[] =>
  text
    .split(/[,，;；\s]+/)
    .filter((name) => name !== "")
    .map((name) => name.toLowerCase());

const domains = z.string().transform((text, context): readonly string[] => {
  const names = listed(text);
  const bad = names.filter((name) => !DOMAIN.test(name));
  if (bad.length === 0) return names;
  context.addIssue(
    `DUBAN_ALLOWED_DOMAINS 中的 “${bad.join("、").slice(0, 200)}” 不是域名，请写成 example.gov.cn 或 *.example.gov.cn，多个用逗号分开`,
  );
  return z.NEVER;
});

const address = (name: string) =>
  z.string().regex(ADDRESS, {
    error: ({ input }) =>
      `${name} “${shownAddress(String(input))}” 不是邮箱地址，请只写地址，如 duban@example.gov.cn，不带姓名和括号`,
  });

/** No address has a colon; what has one may be a server with its password. */
const shownAddress = (text: string): string => (text.includes(":") ? withoutSecrets(text) : text.slice(0, 100));

const loopback = z.string().transform((text, context): string => {
  const isLocal = URL.canParse(text) && ["127.0.0.1", "[::1]", "localhost"].includes(new URL(text).hostname);
  if (isLocal) return text.endsWith("/") ? text : `${text}/`;
  context.addIssue("DUBAN_GOOGLE_URL 只用于本机的测试服务，如 http://127.0.0.1:8080");
  return z.NEVER;
});

const folder = z.string().transform((text, context): string => {
  const found = resolve(text);
  if (statSync(found, { throwIfNoEntry: false })?.isDirectory() === true) return found;
  context.addIssue(`DUBAN_DOCUMENTS “${text.slice(0, 100)}” 不是文件夹，请写成存放本单位公文模板的文件夹，或不设此项`);
  return z.NEVER;
});

const moment = z.string().transform((text, context): DateTime => {
  const found = parseMoment(text);
  if (found !== null) return found;
  context.addIssue(`DUBAN_NOW “${text.slice(0, 50)}” 不是时间，请写成 2026-06-12T07:30`);
  return z.NEVER;
});

const schema = z.object({
  DUBAN_REGISTRY: registry.optional(),
  DUBAN_MAIL: mail.optional(),
  DUBAN_MAIL_FROM: address("DUBAN_MAIL_FROM").optional(),
  DUBAN_REPLY_TO: address("DUBAN_REPLY_TO").optional(),
  DUBAN_STORE: store.optional(),
  DUBAN_PARTS_QUEUE: z.url("DUBAN_PARTS_QUEUE 不是队列的网址").optional(),
  DUBAN_RUNS_QUEUE: z.url("DUBAN_RUNS_QUEUE 不是队列的网址").optional(),
  DUBAN_ALLOWED_DOMAINS: domains.optional(),
  DUBAN_HTTP_SECRET: secret("DUBAN_HTTP_SECRET").optional(),
  DUBAN_HTTP_CALLERS: callers.optional(),
  DUBAN_HTTP_AUDIENCE: z.url("DUBAN_HTTP_AUDIENCE 不是网址").optional(),
  DUBAN_LINK_SECRET: secret("DUBAN_LINK_SECRET").optional(),
  DUBAN_BOARD_URL: boardUrl.optional(),
  DUBAN_GOOGLE_URL: loopback.optional(),
  DUBAN_DOCUMENTS: folder.optional(),
  DUBAN_SES_CONFIGURATION_SET: z
    .string()
    .regex(/^[\w-]{1,64}$/, "DUBAN_SES_CONFIGURATION_SET 不是 SES 的配置集名")
    .optional(),
  DUBAN_NOW: moment.optional(),
});

/** Settings from the environment; `address` (from --registry) wins over DUBAN_REGISTRY. Throws ConfigError with every fault. */
export function readConfig(environment: Environment, address: string | undefined): Config {
  const given = Object.fromEntries(
    Object.entries({ ...environment, ...(address === undefined ? {} : { DUBAN_REGISTRY: address }) }).filter(
      ([, value]) => value !== undefined && value !== "",
    ),
  );
  const parsed = schema.safeParse(given);
  const faults = parsed.success ? faultsTogether(parsed.data) : parsed.error.issues.map((issue) => issue.message);
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const settings = parsed.data;
  const target = settings.DUBAN_MAIL ?? { kind: "none" };
  const allowedDomains = settings.DUBAN_ALLOWED_DOMAINS ?? [];
  const workbook = settings.DUBAN_REGISTRY ?? null;
  return {
    registry: workbook,
    mail: target,
    from: settings.DUBAN_MAIL_FROM ?? senderOf(target, allowedDomains),
    replyTo: settings.DUBAN_REPLY_TO ?? null,
    store: settings.DUBAN_STORE ?? defaultStore(workbook),
    queues: queuesOf(settings),
    allowedDomains,
    http: {
      secret: settings.DUBAN_HTTP_SECRET ?? null,
      callers: settings.DUBAN_HTTP_CALLERS ?? [],
      audience: settings.DUBAN_HTTP_AUDIENCE ?? null,
    },
    board: boardOf(settings),
    googleUrl: settings.DUBAN_GOOGLE_URL ?? null,
    documents: settings.DUBAN_DOCUMENTS ?? null,
    configurationSet: settings.DUBAN_SES_CONFIGURATION_SET ?? null,
    now: settings.DUBAN_NOW ?? null,
  };
}

/** What only shows when settings are seen side by side. */
function faultsTogether(settings: z.output<typeof schema>): readonly string[] {
  const faults: string[] = [];
  if (settings.DUBAN_REGISTRY?.kind === "gsheet" && settings.DUBAN_STORE === undefined)
    faults.push("台账在 Google 表格上时必须写明 DUBAN_STORE：dynamodb:表名，或 sqlite:文件");
  const { DUBAN_PARTS_QUEUE: parts, DUBAN_RUNS_QUEUE: runs, DUBAN_STORE, DUBAN_REGISTRY } = settings;
  if ((parts === undefined) !== (runs === undefined)) faults.push("DUBAN_PARTS_QUEUE 与 DUBAN_RUNS_QUEUE 要一并写明");
  if (parts !== undefined && (DUBAN_STORE?.kind !== "dynamodb" || DUBAN_REGISTRY?.kind !== "gsheet"))
    faults.push("DUBAN_PARTS_QUEUE 只用于台账在 Google 表格、DUBAN_STORE 是 dynamodb:表名 的时候");
  if ((settings.DUBAN_HTTP_CALLERS ?? []).length > 0 && settings.DUBAN_HTTP_AUDIENCE === undefined)
    faults.push("写了 DUBAN_HTTP_CALLERS 就要写 DUBAN_HTTP_AUDIENCE（本服务的网址），否则令牌可能是开给别的服务的");
  const { DUBAN_LINK_SECRET: link, DUBAN_BOARD_URL: board, DUBAN_HTTP_SECRET } = settings;
  if ((link === undefined) !== (board === undefined))
    faults.push("DUBAN_LINK_SECRET 与 DUBAN_BOARD_URL 要一并写明，否则信中没有可用的链接");
  if (link !== undefined && link === DUBAN_HTTP_SECRET)
    faults.push("DUBAN_LINK_SECRET 不能与 DUBAN_HTTP_SECRET 相同，请另行生成");
  return faults;
}

const queuesOf = (settings: z.output<typeof schema>): Queues | null =>
  settings.DUBAN_PARTS_QUEUE === undefined
    ? null
    : { parts: settings.DUBAN_PARTS_QUEUE, runs: settings.DUBAN_RUNS_QUEUE! };

const boardOf = (settings: z.output<typeof schema>): BoardAccess | null =>
  settings.DUBAN_LINK_SECRET === undefined
    ? null
    : { secret: settings.DUBAN_LINK_SECRET, url: settings.DUBAN_BOARD_URL! };

/** Beside the workbook, named after it, so that a copied workbook meets an empty store and says so. */
const defaultStore = (workbook: RegistryTarget | null): StoreTarget | null =>
  workbook?.kind === "xlsx"
    ? { kind: "sqlite", file: join(dirname(workbook.file), `${basename(workbook.file)}.duban.sqlite`) }
    : null;

function senderOf(target: MailTarget, allowedDomains: readonly string[]): string {
  const user = target.kind === "smtp" ? decodeURIComponent(new URL(target.url).username) : "";
  if (ADDRESS.test(user)) return user;
  return `duban@${allowedDomains[0]?.replace(/^\*\./, "") ?? "localhost"}`;
}
