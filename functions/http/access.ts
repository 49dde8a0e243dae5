import type { HttpAccess } from "../config.ts";
import { type RefusedError, refusal } from "./answer.ts";
import { googleTokens, type Verified } from "./google-tokens.ts";
import { isSame } from "./same.ts";

/** The name of whoever bears the secret; others are known by their address. */
const BEARER = "secret";

/** Who is asking, by the header Authorization. Throws RefusedError. */
export type Authenticate = (authorization: string | undefined) => Promise<string>;

/** The secret, or a Google account of the list. Without either nobody is let in. */
export function authenticator(access: HttpAccess, certificates?: string): Authenticate {
  const { secret, callers, audience } = access;
  const google =
    audience === null || callers.length === 0
      ? null
      : googleTokens({ audience, ...(certificates === undefined ? {} : { certificates }) });
  return async (authorization) => {
    if (secret === null && google === null) throw closed();
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) throw unknown("no-token");
    if (secret !== null && isSame(token, secret)) return BEARER;
    if (google === null) throw unknown("wrong-secret");
    return callerOf(await google(token), callers);
  };
}

function callerOf(found: Verified, callers: readonly string[]): string {
  if ("because" in found) throw found.because === "no-certificates" ? noCertificates() : unknown(found.because);
  if (callers.includes(found.email)) return found.email;
  throw refusal(403, "caller-not-allowed", "该帐号不在 DUBAN_HTTP_CALLERS 名单中。", { because: "not-on-the-list" });
}

const closed = (): RefusedError =>
  refusal(
    503,
    "no-access-configured",
    "尚未设置访问凭据，除 /health 外一律不开放：请设置 DUBAN_HTTP_SECRET，或 DUBAN_HTTP_CALLERS 与 DUBAN_HTTP_AUDIENCE。",
  );

/** One sentence for all reasons: which part of a credential was right is nobody's business. */
const unknown = (because: string): RefusedError =>
  refusal(401, "unauthenticated", "凭据缺失或无效：请在 Authorization: Bearer 后给出本服务的密钥或 Google 身份令牌。", {
    headers: { "WWW-Authenticate": 'Bearer realm="duban"' },
    because,
  });

const noCertificates = (): RefusedError =>
  refusal(503, "no-certificates", "暂时取不到 Google 的签名证书，无法核对令牌，请稍后再试。", {
    headers: { "Retry-After": "30" },
    because: "no-certificates",
  });
