import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SesMail {
  readonly to: string;
  readonly source: string;
  readonly raw: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | null;
  /** The id SES gave it. */
  readonly id: string;
}

/** What happens instead of the plain answer. `kept`: the mail is taken all the same; `late`: it is taken, and the plain answer comes after so many milliseconds. */
export type Trouble =
  | { readonly code: string; readonly message: string; readonly status?: number }
  | { readonly page: string; readonly status: number; readonly kept?: boolean }
  | { readonly late: number }
  | Stray;
type Stray = { readonly drop: "at-once" | "kept" | "half-answered" } | { readonly silent: "kept" | "half-answered" };

export interface FakeSes {
  readonly endpoint: string;
  readonly received: SesMail[];
  /** Recipients in the order they were asked for, refused ones too. */
  readonly asked: string[];
  /** Asked once per request. */
  trouble: (to: string, attempt: number) => Trouble | null;
  /** Identities that may be sent from; in the sandbox also the only ones that may be sent to. */
  readonly verified: Set<string>;
  sandbox: boolean;
  /** Mails a day. */
  quota: number;
  close(): Promise<void>;
}

export const TOO_FAST: Trouble = { code: "Throttling", message: "Maximum sending rate exceeded." };
export const QUOTA_GONE: Trouble = { code: "Throttling", message: "Daily message quota exceeded." };

/** The Query API of SES as far as SendRawEmail goes: its checks, limits, codes and XML. */
export async function fakeSes(region = "eu-west-1"): Promise<FakeSes> {
  const attempts = new Map<string, number>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => answer(request, body, response));
  });

  function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const form = new URLSearchParams(body);
    const to = form.get("Destinations.member.1") ?? "";
    fake.asked.push(to);
    attempts.set(to, (attempts.get(to) ?? 0) + 1);
    const trouble = fake.trouble(to, attempts.get(to)!) ?? troubleOf(request, form, region) ?? limits(to, form);
    if (trouble === null) reply(response, 200, keep(form));
    else if ("code" in trouble) reply(response, trouble.status ?? 400, errorXml(trouble.code, trouble.message));
    else if ("page" in trouble) page(trouble, form, response);
    else if ("late" in trouble) setTimeout((xml) => reply(response, 200, xml), trouble.late, keep(form));
    else stray(trouble, form, response);
  }

  function page(trouble: Extract<Trouble, { page: string }>, form: URLSearchParams, response: ServerResponse): void {
    if (trouble.kept === true) keep(form);
    reply(response, trouble.status, trouble.page, "text/html");
  }

  function stray(trouble: Stray, form: URLSearchParams, response: ServerResponse): void {
    const how = "drop" in trouble ? trouble.drop : trouble.silent;
    const xml = how === "at-once" ? "" : keep(form);
    if (how === "half-answered") {
      response.writeHead(200, { "content-type": "text/xml", "content-length": String(xml.length) });
      response.write(xml.slice(0, 80));
    }
    if ("drop" in trouble) setImmediate(() => response.socket?.destroy());
  }

  function limits(to: string, form: URLSearchParams): Trouble | null {
    const source = form.get("Source") ?? "";
    const failed = [source, ...(fake.sandbox ? [to] : [])].filter((address) => !isVerified(address));
    if (failed.length > 0) return unverified(failed.join(", "), region);
    return fake.received.length >= fake.quota ? QUOTA_GONE : null;
  }

  const isVerified = (address: string): boolean =>
    fake.verified.has(address) || fake.verified.has(address.split("@").at(-1) ?? "");

  function keep(form: URLSearchParams): string {
    const id = `0102${String(fake.received.length + 1).padStart(12, "0")}-7f1e2a3b-000000`;
    fake.received.push(mailOf(form, id));
    return `<SendRawEmailResponse xmlns="${NAMESPACE}"><SendRawEmailResult><MessageId>${id}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>d5964849-c866-11e0-9beb-01a62d68c57f</RequestId></ResponseMetadata></SendRawEmailResponse>`;
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const fake: FakeSes = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    asked: [],
    trouble: () => null,
    verified: new Set(["office.gov.cn"]),
    sandbox: false,
    quota: Number.POSITIVE_INFINITY,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}

const NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}

function reply(response: ServerResponse, status: number, body: string, type = "text/xml"): void {
  response.writeHead(status, { "content-type": type, "x-amzn-requestid": "d5964849-c866-11e0-9beb-01a62d68c57f" });
  response.end(body);
}

const errorXml = (code: string, message: string): string =>
  `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</Message></Error><RequestId>d5964849-c866-11e0-9beb-01a62d68c57f</RequestId></ErrorResponse>`;

const KNOWN =
  /^(Action|Version|Source|RawMessage\.Data|Destinations\.member\.1|ConfigurationSetName|Tags\.member\.\d+\.(Name|Value))$/;
const MOST_BYTES = 10_485_760;
const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=\w+\/\d{8}\/([\w-]+)\/ses\/aws4_request, SignedHeaders=.+, Signature=[\da-f]{64}$/;

const invalid = (message: string): Trouble => ({ code: "InvalidParameterValue", message });

const unverified = (identities: string, region: string): Trouble => ({
  code: "MessageRejected",
  message: `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${identities}`,
});

function troubleOf(request: IncomingMessage, form: URLSearchParams, region: string): Trouble | null {
  const signed = SIGNED.exec(request.headers.authorization ?? "");
  if (signed?.[1] !== region)
    return { code: "MissingAuthenticationToken", message: "Missing Authentication Token", status: 403 };
  if (form.get("Action") !== "SendRawEmail" || form.get("Version") !== "2010-12-01")
    return { code: "InvalidAction", message: "The action is not valid for this endpoint." };
  const unknown = [...form.keys()].find((key) => !KNOWN.test(key));
  if (unknown !== undefined) return { code: "UnknownParameter", message: unknown };
  const tag = [...form].find(([key, value]) => key.startsWith("Tags.") && !/^[A-Za-z0-9_-]{1,256}$/.test(value));
  if (tag !== undefined) return invalid(`Invalid value <${tag[1]}> for tag`);
  return faultOfMail(form);
}

function faultOfMail(form: URLSearchParams): Trouble | null {
  const raw = Buffer.from(form.get("RawMessage.Data") ?? "", "base64");
  if (raw.length > MOST_BYTES) return invalid(`Message length is more than ${MOST_BYTES} bytes long: '${raw.length}'.`);
  if (!/^From:/im.test(raw.toString("latin1"))) return invalid("Missing required header 'From'.");
  const to = form.get("Destinations.member.1") ?? "";
  if (!to.includes("@")) return invalid("Missing final '@domain'");
  return /^[\x21-\x7e]+$/.test(to) ? null : invalid("Local address contains control or whitespace");
}

function mailOf(form: URLSearchParams, id: string): SesMail {
  const tags: Record<string, string> = {};
  for (let n = 1; form.has(`Tags.member.${n}.Name`); n++)
    tags[form.get(`Tags.member.${n}.Name`)!] = form.get(`Tags.member.${n}.Value`) ?? "";
  return {
    to: form.get("Destinations.member.1") ?? "",
    source: form.get("Source") ?? "",
    raw: new Uint8Array(Buffer.from(form.get("RawMessage.Data") ?? "", "base64")),
    tags,
    configurationSet: form.get("ConfigurationSetName"),
    id,
  };
}
