import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { bundle } from "../../functions/bundle.ts";
import { ROOT } from "./packaged.ts";

const folder = mkdtempSync(join(tmpdir(), "duban-logins-"));
let server: Server;
let url: string;
let asked: string[];

const ANSWERS: readonly (readonly [RegExp, object])[] = [
  [/^\/sts/, { access_token: "federated", expires_in: 3600, token_type: "Bearer" }],
  [/^\/impersonate/, { accessToken: "impersonated", expireTime: "2099-01-01T00:00:00Z" }],
  [/^\/token/, { access_token: "by-key", expires_in: 3600, token_type: "Bearer" }],
  [/token\?scopes=/, { access_token: "of-the-platform", expires_in: 3600, token_type: "Bearer" }],
  [
    /^\/container/,
    { AccessKeyId: "AKIDCONTAINER", SecretAccessKey: "s", Token: "t", Expiration: "2099-01-01T00:00:00Z" },
  ],
];

async function answerOf(request: IncomingMessage): Promise<string> {
  await text(request);
  asked.push(`${request.method} ${request.url!.split("?")[0]}`);
  return JSON.stringify(ANSWERS.find(([path]) => path.test(request.url!))?.[1] ?? {});
}

beforeAll(async () => {
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  server = createServer(async (request, reply) => {
    const answer = await answerOf(request);
    reply.writeHead(200, { "Content-Type": "application/json", "Metadata-Flavor": "Google" }).end(answer);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const door of ["lambda", "http"])
    await bundle(join(ROOT, "lib/adapters/google-sheets/login.ts"), join(folder, door), door);
});

beforeEach(() => {
  asked = [];
  vi.stubEnv("GOOGLE_CLOUD_PROJECT", "a-project");
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const tokenBy = async (door: "lambda" | "http"): Promise<string> => {
  const { googleLogin } = await import(pathToFileURL(join(folder, door, `${door}.mjs`)).href);
  return googleLogin().getAccessToken();
};

const withCredentials = (credentials: object): void => {
  const file = join(folder, "credentials.json");
  writeFileSync(file, JSON.stringify(credentials));
  vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", file);
};

const federated = (source: object) => ({
  type: "external_account",
  audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/aws",
  subject_token_type: "urn:ietf:params:aws:token-type:aws4_request",
  token_url: `${url}/sts`,
  service_account_impersonation_url: `${url}/impersonate`,
  credential_source: source,
});

describe("a bundle logs in to Google", () => {
  it("with the role of a function on AWS, as serverless.yml lays it down", async () => {
    vi.stubEnv("AWS_REGION", "cn-test-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
    const verification = "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15";
    withCredentials(federated({ environment_id: "aws1", regional_cred_verification_url: verification }));
    expect(await tokenBy("lambda")).toBe("impersonated");
    expect(asked).toEqual(["POST /sts", "POST /impersonate"]);
  });

  it("with the token another platform keeps in a file", async () => {
    writeFileSync(join(folder, "subject"), "of the platform");
    withCredentials(federated({ file: join(folder, "subject") }));
    expect(await tokenBy("http")).toBe("impersonated");
  });

  it("as the service account of Cloud Run", async () => {
    vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", undefined);
    vi.stubEnv("HOME", folder);
    vi.stubEnv("METADATA_SERVER_DETECTION", "assume-present");
    vi.stubEnv("GCE_METADATA_HOST", url.slice("http://".length));
    expect(await tokenBy("http")).toBe("of-the-platform");
  });

  it("as a user or with a key: it signs, and asks Google where the library does", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const private_key = privateKey.export({ type: "pkcs8", format: "pem" });
    const entry = join(folder, "library.ts");
    writeFileSync(entry, 'export { JWT, UserRefreshClient } from "google-auth-library";');
    await bundle(entry, join(folder, "library"), "library");
    const { JWT, UserRefreshClient } = await import(pathToFileURL(join(folder, "library", "library.mjs")).href);
    const user = UserRefreshClient.fromJSON({
      ...{ type: "authorized_user", client_id: "c", client_secret: "s", refresh_token: "r" },
    });
    user.endpoints.oauth2TokenUrl = `${url}/token`;
    expect((await user.getAccessToken()).token).toBe("by-key");
    const signing = new JWT({ email: "a@b.example", key: private_key });
    const signed = await signing.getRequestHeaders("https://sheets.googleapis.com/");
    expect(signed.get("authorization")).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it.each([
    ["by a program on the machine", { executable: { command: "/bin/true" } }, "pluggable-auth-client.js"],
    [
      "by a certificate",
      { certificate: { use_default_certificate_config: true } },
      "certificatesubjecttokensupplier.js",
    ],
  ])("not %s: it says that this stayed behind", async (_how, source, file) => {
    withCredentials(federated(source));
    await expect(tokenBy("http")).rejects.toThrow(`not in the bundle: google-auth-library/build/src/auth/${file}`);
  });

  it.each([
    [{ type: "gdch_service_account" }, "gdchclient.js"],
    [{ type: "external_account_authorized_user" }, "externalAccountAuthorizedUserClient.js"],
  ])("not as %o: it says that this stayed behind", async (credentials, file) => {
    withCredentials(credentials);
    await expect(tokenBy("http")).rejects.toThrow(`not in the bundle: google-auth-library/build/src/auth/${file}`);
  });
});

describe("a bundle logs in to AWS", () => {
  const NO_KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"];

  it.each(["lambda", "http"])(
    "of the door %s under the role of its container, a developer's own login left behind",
    async (door) => {
      for (const name of NO_KEYS) vi.stubEnv(name, undefined);
      vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", `${url}/container`);
      const entry = join(folder, "aws.ts");
      writeFileSync(entry, 'export { defaultProvider } from "@aws-sdk/credential-provider-node";');
      await bundle(entry, join(folder, `aws-${door}`), door);
      const { defaultProvider } = await import(pathToFileURL(join(folder, `aws-${door}`, `${door}.mjs`)).href);
      expect((await defaultProvider()()).accessKeyId).toBe("AKIDCONTAINER");
    },
  );
});
