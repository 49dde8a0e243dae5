import { basename, dirname, join, resolve } from "node:path";
import type { DateTime } from "luxon";
import * as z from "zod";
import { parseMoment } from "./clock.ts";

/** Every fault of the settings at once; the doors print them and exit 2. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`配置有 ${faults.length} 处错误：${faults.join("；")}。`);
    this.name = "ConfigError";
    this.faults = faults;
  }
}

export type MailTarget =
  | { readonly kind: "none" }
  | { readonly kind: "outbox"; readonly dir: string }
  | { readonly kind: "smtp"; readonly url: string };

export interface Config {
  /** Path of the workbook, null when neither --registry nor DUBAN_REGISTRY is given. */
  readonly registry: string | null;
  readonly mail: MailTarget;
  readonly from: string;
  readonly replyTo: string | null;
  readonly store: string | null;
  readonly allowedDomains: readonly string[];
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
  context.addIssue(`DUBAN_MAIL “${withoutSecrets(text)}” 不是 outbox:目录、smtp://主机:端口 或 smtps://主机:端口`);
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

const store = z.string().transform((text, context): string => {
  const file = /^sqlite:(.+)$/.exec(text)?.[1];
  if (file !== undefined) return resolve(file);
  context.addIssue(`DUBAN_STORE “${withoutSecrets(text)}” 不是 sqlite:文件`);
  return z.NEVER;
});

const domains = z.string().transform((text, context): readonly string[] => {
  const names = text
    .split(/[,，;；\s]+/)
    .filter((name) => name !== "")
    .map((name) => name.toLowerCase());
  const bad = names.filter((name) => !DOMAIN.test(name));
  if (bad.length === 0) return names;
  context.addIssue(
    `DUBAN_ALLOWED_DOMAINS 中的 “${bad.join("、").slice(0, 200)}” 不是域名，请写成 example.gov.cn 或 *.example.gov.cn，多个用逗号分开`,
  );
  return z.NEVER;
});

const address = (name: string) => z.string().regex(ADDRESS, `${name} 不是邮箱地址`);

const moment = z.string().transform((text, context): DateTime => {
  const found = parseMoment(text);
  if (found !== null) return found;
  context.addIssue(`DUBAN_NOW “${text.slice(0, 50)}” 不是时间，请写成 2026-06-12T07:30`);
  return z.NEVER;
});

const schema = z.object({
  DUBAN_REGISTRY: z.string().optional(),
  DUBAN_MAIL: mail.optional(),
  DUBAN_MAIL_FROM: address("DUBAN_MAIL_FROM").optional(),
  DUBAN_REPLY_TO: address("DUBAN_REPLY_TO").optional(),
  DUBAN_STORE: store.optional(),
  DUBAN_ALLOWED_DOMAINS: domains.optional(),
  DUBAN_NOW: moment.optional(),
});

/** Settings from the environment; `registry` (from --registry) wins over DUBAN_REGISTRY. Throws ConfigError with every fault. */
export function readConfig(environment: Environment, registry: string | undefined): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message));
  const settings = parsed.data;
  const target = settings.DUBAN_MAIL ?? { kind: "none" };
  const allowedDomains = settings.DUBAN_ALLOWED_DOMAINS ?? [];
  const file = registry ?? settings.DUBAN_REGISTRY ?? null;
  return {
    registry: file,
    mail: target,
    from: settings.DUBAN_MAIL_FROM ?? senderOf(target, allowedDomains),
    replyTo: settings.DUBAN_REPLY_TO ?? null,
    store: settings.DUBAN_STORE ?? (file === null ? null : defaultStore(file)),
    allowedDomains,
    now: settings.DUBAN_NOW ?? null,
  };
}

/** Beside the workbook, named after it, so that a copied workbook meets an empty store and says so. */
const defaultStore = (registry: string): string =>
  join(dirname(resolve(registry)), `${basename(registry)}.duban.sqlite`);

function senderOf(target: MailTarget, allowedDomains: readonly string[]): string {
  const user = target.kind === "smtp" ? decodeURIComponent(new URL(target.url).username) : "";
  if (ADDRESS.test(user)) return user;
  return `duban@${allowedDomains[0]?.replace(/^\*\./, "") ?? "localhost"}`;
}
