import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AwsClient, GoogleAuth } from "google-auth-library";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Packaged, packaged, type Resource } from "./packaged.ts";

const PARAMETERS = [
  "registry=gsheet:1AbCdEfGhIjKlMnOpQrStUvWxYz",
  "googleProjectNumber=123456789012",
  "googleProject=office-of-key-projects",
];

let made: Packaged;

beforeAll(() => {
  made = packaged("--stage", "prod", ...PARAMETERS.flatMap((one) => ["--param", one]));
});

afterAll(() => made.remove());

const settings = () => propertiesOf("ScheduledLambdaFunction").Environment.Variables;
const propertiesOf = (id: string): Resource["Properties"] => made.resources[id]!.Properties;

describe("a stage", () => {
  it("has names of its own", () => {
    expect(propertiesOf("ScheduledLambdaFunction").FunctionName).toBe("duban-prod-scheduled");
    expect(propertiesOf("Store").TableName).toBe("duban-prod");
  });

  it("has settings of its own", () => {
    expect(settings()).toMatchObject({
      DUBAN_REGISTRY: "gsheet:1AbCdEfGhIjKlMnOpQrStUvWxYz",
      DUBAN_STORE: "dynamodb:duban-prod",
    });
    expect(propertiesOf("ScheduledLogGroup").RetentionInDays).toBe(365);
  });
});

describe("Google without a key", () => {
  const HERS = {
    AWS_REGION: "ap-southeast-1",
    AWS_ACCESS_KEY_ID: "ASIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "geheim-a-function-has-it-for-an-hour",
    AWS_SESSION_TOKEN: "geheim-and-this-with-it",
  };

  beforeEach(() => {
    for (const [name, value] of Object.entries(HERS)) vi.stubEnv(name, value);
    const { GOOGLE_CLOUD_PROJECT, GOOGLE_APPLICATION_CREDENTIALS } = settings();
    vi.stubEnv("GOOGLE_CLOUD_PROJECT", GOOGLE_CLOUD_PROJECT);
    vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", GOOGLE_APPLICATION_CREDENTIALS.replace("/var/task", made.folder));
  });

  afterEach(() => vi.unstubAllEnvs());

  it("the description holds no key and names the account to become", () => {
    const text = readFileSync(join(made.folder, "build/lambda/google.json"), "utf8");
    expect(text).not.toMatch(/private_key|client_secret|refresh_token/);
    expect(JSON.parse(text).service_account_impersonation_url).toBe(
      "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/duban@office-of-key-projects.iam.gserviceaccount.com:generateAccessToken",
    );
  });

  it("the function shows its role to Google by a question to AWS that it signed and did not send", async () => {
    const client = (await new GoogleAuth({ scopes: [] }).getClient()) as AwsClient;
    const question = JSON.parse(decodeURIComponent(await client.retrieveSubjectToken()));
    const headers = new Map(question.headers.map(({ key, value }: { key: string; value: string }) => [key, value]));
    expect(question.url).toBe("https://sts.ap-southeast-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15");
    expect(headers.get("x-goog-cloud-target-resource")).toBe(
      "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/duban-aws/providers/aws",
    );
    expect(headers.get("authorization")).toContain("AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/");
    expect(JSON.stringify(question)).not.toContain(HERS.AWS_SECRET_ACCESS_KEY);
  });
});
