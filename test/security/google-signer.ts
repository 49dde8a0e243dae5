import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { MARK } from "./secret-mark.ts";

export const AUDIENCE = "https://duban.example";

/** Claims as Google makes them for a service account, one hour from `now` (seconds). */
export const claims = (now: number, more: object = {}): object => ({
  iss: "https://accounts.google.com",
  aud: AUDIENCE,
  azp: `1234567890-${MARK}`,
  sub: "1234567890",
  email: "scheduler@office.example",
  email_verified: true,
  iat: now,
  exp: now + 3600,
  ...more,
});

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Somebody who signs tokens, and a server that hands out the certificates as Google does. */
export interface Signer {
  readonly url: string;
  /** Requests for the certificates so far. */
  asked: number;
  token(payload: object, head?: object): string;
  /** Signed by a key whose certificate nobody hands out, under the known key's name. */
  forged(payload: object): string;
  /** HMAC with the public key as its secret. */
  confused(payload: object): string;
  close(): Promise<void>;
}

export async function googleSigner(): Promise<Signer> {
  const [known, other] = [keyPair(), keyPair()];
  const server = createServer((_request, response) => {
    signer.asked++;
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "public, max-age=3600" });
    response.end(JSON.stringify({ k1: known.publicKey }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const signer: Signer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`,
    asked: 0,
    token: (payload, head = {}) => signed(known.privateKey, payload, head),
    forged: (payload) => signed(other.privateKey, payload),
    confused: (payload) => {
      const text = `${part({ alg: "HS256", kid: "k1", typ: "JWT" })}.${part(payload)}`;
      return `${text}.${createHmac("sha256", known.publicKey).update(text).digest("base64url")}`;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
  return signer;
}

const keyPair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

function signed(privateKey: string, payload: object, head: object = {}): string {
  const text = `${part({ alg: "RS256", kid: "k1", typ: "JWT", ...head })}.${part(payload)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

/** The same token with another payload under the old signature. */
export function altered(token: string, payload: object): string {
  const [head, , signature] = token.split(".");
  return `${head}.${part(payload)}.${signature}`;
}
