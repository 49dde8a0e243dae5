import { PortError } from "../ports/port-error.ts";

/** Where and how to reach the mail server. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps://). */
  readonly secure: boolean;
  readonly loopback: boolean;
  readonly login: { readonly user: string; readonly pass: string } | null;
}

/** smtp://user:pass@host:port or smtps://…; PortError "mail-url-invalid" never repeats the address, which holds a password. */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "") throw invalid();
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return {
    host,
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    loopback: host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host),
    login: url.username === "" ? null : { user: decode(url.username), pass: decode(url.password) },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid();
  }
}

const invalid = (): PortError => new PortError("mail-url-invalid", {}, { retryable: false });

/** Text from the server or the library, fit for reports: without the login in any form, on one line, clipped. */
export function withoutLogin(text: string, login: SmtpServer["login"]): string {
  const secrets = login === null ? [] : [login.pass, login.user, `\0${login.user}\0${login.pass}`];
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
  ]);
  const hidden = forms
    .filter((form) => form.length >= 3)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, form) => rest.replaceAll(form, "***"), text);
  return hidden.replace(/[\p{Cc}\s]+/gu, " ").slice(0, 300);
}
