import type { OAuth2Client } from "google-auth-library";

/** Who a token says its bearer is, or why it is not believed. */
export type Verified =
  | { readonly email: string }
  | { readonly because: "expired" | "audience" | "issuer" | "no-email" | "invalid" | "no-certificates" };

export interface GoogleTokenOptions {
  /** Whom a token must be made out to: the address of this service. */
  readonly audience: string;
  /** Where the signers' certificates are; default: Google's. */
  readonly certificates?: string;
}

const ISSUERS = ["accounts.google.com", "https://accounts.google.com"];
const PATIENCE_MS = 5000;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Checks ID tokens of Google. The library is loaded when the first one comes; certificates are kept as long as their server allows. */
export function googleTokens(options: GoogleTokenOptions): (token: string) => Promise<Verified> {
  let client: Promise<OAuth2Client> | undefined;
  let fetching: Promise<Certificates> | undefined;
  return async (token) => {
    if (!JWT.test(token)) return { because: "invalid" };
    client ??= openClient(options);
    // Whoever comes while they are fetched waits for the same answer.
    fetching ??= certificatesOf(await client).finally(() => (fetching = undefined));
    const certificates = await fetching;
    if (certificates === null) return { because: "no-certificates" };
    return verified(await client, token, certificates, options.audience);
  };
}

async function openClient({ certificates }: GoogleTokenOptions): Promise<OAuth2Client> {
  const { OAuth2Client } = await import("google-auth-library");
  return new OAuth2Client({
    ...(certificates === undefined ? {} : { endpoints: { oauth2FederatedSignonPemCertsUrl: certificates } }),
    transporterOptions: { timeout: PATIENCE_MS },
  });
}

type Certificates = Readonly<Record<string, string>> | null;

const certificatesOf = async (client: OAuth2Client): Promise<Certificates> => {
  const answer = await client.getFederatedSignonCertsAsync().catch(() => null);
  return answer === null ? null : (answer.certs as Certificates);
};

/** What `verifyIdToken` does once it has the certificates. Google's clock and ours may differ by five minutes: the library allows that. */
async function verified(
  client: OAuth2Client,
  token: string,
  certificates: NonNullable<Certificates>,
  audience: string,
): Promise<Verified> {
  try {
    const ticket = await client.verifySignedJwtWithCertsAsync(token, certificates, audience, ISSUERS);
    const payload = ticket.getPayload();
    if (payload?.email === undefined || payload.email_verified !== true) return { because: "no-email" };
    return { email: payload.email.toLowerCase() };
  } catch (error) {
    return { because: reasonOf(error instanceof Error ? error.message : "") };
  }
}

/** The library's messages repeat the token: only how they begin is looked at, and they go nowhere. */
function reasonOf(message: string): "expired" | "audience" | "issuer" | "invalid" {
  if (message.startsWith("Token used too late")) return "expired";
  if (message.startsWith("Wrong recipient")) return "audience";
  return message.startsWith("Invalid issuer") ? "issuer" : "invalid";
}
