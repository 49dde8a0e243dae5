import type { Delivery } from "../../ports/mailer.ts";

/** `too-fast`: nothing was taken, and the same mail may be asked again in a moment. */
export type Answer = Delivery | "too-fast";

/** The trouble is everyone's: ours, our account's or the line's. */
export const unreachable = (reason: string): Delivery => ({
  state: "refused",
  permanent: false,
  unreachable: true,
  reason,
});

/**
 * What a failed request means. Only a connection that never stood and an answer below 500 are definite; any other end leaves open whether the mail
 * was taken. Source: SES Developer Guide, "Errors related to the sending quotas" and "Amazon SES email sending errors".
 */
export function answerTo(error: unknown, from: string): Answer {
  const { code, message, status, isConnecting } = faultOf(error);
  if (isConnecting) return unreachable(reasonOf(code, message));
  if (/^(Throttling|TooManyRequests|RequestLimitExceeded)/.test(code) || status === 429)
    return /daily message quota/i.test(message) ? unreachable(reasonOf(code, message)) : "too-fast";
  if (status < 300 || status >= 500) return { state: "uncertain", reason: reasonOf(code, message) };
  // A denial quotes who asked, a bad signature the whole signed request with its token.
  if (status === 401 || status === 403) return unreachable(code);
  if (isOurs(code, message, from)) return unreachable(reasonOf(code, message));
  return { state: "refused", permanent: OF_THE_MAIL.includes(code), reason: reasonOf(code, message) };
}

const OF_THE_MAIL: readonly string[] = ["MessageRejected", "InvalidParameterValue"];

const OF_THE_ACCOUNT: readonly string[] = [
  "MailFromDomainNotVerified",
  "FromEmailAddressNotVerified",
  "ConfigurationSetDoesNotExist",
  "ConfigurationSetSendingPaused",
  "AccountSendingPaused",
  "ProductionAccessNotGranted",
  "ExpiredToken",
  "InvalidClientTokenId",
  "MissingAuthenticationToken",
  "IncompleteSignature",
  "RequestExpired",
  "OptInRequired",
];

const isOurs = (code: string, message: string, from: string): boolean =>
  OF_THE_ACCOUNT.includes(code) || /sending (paused|suspended)/i.test(message) || isUnverified(message, from);

/** In the sandbox the recipients are checked too: then it is theirs, not the sender's. */
function isUnverified(message: string, from: string): boolean {
  const failed = /identities failed the check in region [\w-]+: (.*)$/is.exec(message)?.[1]?.toLowerCase() ?? "";
  return failed.split(/[\s,<>]+/).includes(from.toLowerCase());
}

interface Fault {
  readonly code: string;
  readonly message: string;
  /** 0: no answer. */
  readonly status: number;
  readonly isConnecting: boolean;
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { code: "unknown", message: "", status: 0, isConnecting: false };
  const { code, syscall, $metadata } = error as Error & {
    readonly code?: unknown;
    readonly syscall?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  const name = status === 0 && typeof code === "string" ? code : error.name.replace(/Exception$/, "");
  const isConnecting =
    status === 0 && (error instanceof AggregateError || neverConnected(name, String(syscall), error.message));
  return { code: name, message: error.message, status, isConnecting };
}

/** Of the library's own timeouts only this one is about the connection; several addresses tried in vain come as an AggregateError. */
const CONNECT_TIMEOUT = /did not establish a connection/;
const TLS_CODES = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_)/;

const neverConnected = (code: string, syscall: string, message: string): boolean =>
  ["connect", "getaddrinfo"].includes(syscall) ||
  ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(code) ||
  TLS_CODES.test(code) ||
  message.startsWith("Client network socket disconnected before secure TLS") ||
  CONNECT_TIMEOUT.test(message);

/** Fit for reports: on one line, clipped, without anything shaped like a key. */
const reasonOf = (code: string, message: string): string =>
  `${code}: ${message}`
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{8,}/g, "***")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 300);
