import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openSes, type SesOptions } from "../../../lib/adapters/ses/ses.ts";
import type { Delivery, Mailer } from "../../../lib/ports/mailer.ts";
import { anEnvelope, mailerContract } from "../../contracts/mailer.ts";
import { type FakeSes, fakeSes, QUOTA_GONE, TOO_FAST, type Trouble } from "../../fakes/ses.ts";
import { fakeSmtp } from "../../fakes/smtp.ts";

const REGION = "eu-west-1";
const SECRET = "geheimgeheimgeheimgeheimgeheimgeheim1234";
const TOKEN = "geheimsessiontokensessiontoken";

/** The default chain finds the credentials here first, and nothing of this machine's own. */
beforeEach(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLEEXAMPLE12");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", SECRET);
  vi.stubEnv("AWS_SESSION_TOKEN", TOKEN);
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere/config");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(() => void vi.unstubAllEnvs());

mailerContract("SES", async () => {
  const server = await fakeSes(REGION);
  return {
    open: () => openSes(REGION, { endpoint: server.endpoint }),
    received: async () => server.received.map((mail) => mail.raw),
    dispose: () => server.close(),
  };
});

describe("SES", () => {
  let server: FakeSes;
  let mailer: Mailer;
  let waits: number[];
  beforeEach(async () => {
    server = await fakeSes(REGION);
    waits = [];
    start();
  });
  afterEach(async () => {
    await mailer.close();
    await server.close();
  });

  function start(options: SesOptions = {}): void {
    const wait = async (ms: number): Promise<void> => void waits.push(ms);
    mailer = openSes(REGION, { endpoint: server.endpoint, wait, chance: () => 0.5, ...options });
  }

  /** The outcome, and how often leave was asked. */
  async function send(n = 1, changes: Parameters<typeof anEnvelope>[1] = {}): Promise<Delivery & { asked: number }> {
    let asked = 0;
    const delivery = await mailer.send(anEnvelope(n, changes), async () => {
      asked += 1;
    });
    return { ...delivery, asked };
  }

  const troubled = (trouble: Trouble): void => {
    server.trouble = (to) => (to === "p1@jia.gov.cn" ? trouble : null);
  };

  test("a mail goes to its one recipient, with its ledger key as tag, through the configuration set; the answer is SES's own id", async () => {
    start({ configurationSet: "duban" });
    const delivery = await send(1, {
      messageId: "0123456789abcdef0123456789abcdef@office.gov.cn",
      from: "督办 <duban@office.gov.cn>",
    });
    expect(server.received).toMatchObject([
      {
        to: "p1@jia.gov.cn",
        source: "duban@office.gov.cn",
        tags: { "duban-message": "0123456789abcdef0123456789abcdef" },
        configurationSet: "duban",
      },
    ]);
    expect(delivery).toEqual({ state: "sent", response: server.received[0]!.id, asked: 1 });
  });

  test("a Message-ID whose local part is no tag goes without one", async () => {
    expect(await send(1, { messageId: "a.b+c@office.gov.cn" })).toMatchObject({ state: "sent" });
    expect(server.received[0]!.tags).toEqual({});
  });

  describe("answers", () => {
    const ours = { state: "refused", permanent: false, unreachable: true, asked: 1 };
    const theirs = { state: "refused", permanent: true, asked: 1 };
    test.each<[situation: string, trouble: Trouble, expected: object]>([
      ["daily quota gone", QUOTA_GONE, ours],
      ["a message rejected", { code: "MessageRejected", message: "Transaction failed: Expected MIME type." }, theirs],
      ["an address SES cannot read", { code: "InvalidParameterValue", message: "Missing final '@domain'" }, theirs],
      ["a MAIL FROM domain not verified", { code: "MailFromDomainNotVerifiedException", message: "no MX" }, ours],
      ["no such configuration set", { code: "ConfigurationSetDoesNotExist", message: "x does not exist." }, ours],
      ["sending paused by AWS", { code: "MessageRejected", message: "Sending paused for this account." }, ours],
      ["the account's sending paused", { code: "AccountSendingPausedException", message: "paused" }, ours],
      ["access denied", { code: "AccessDenied", message: "User: arn:aws:sts::1:x is not", status: 403 }, ours],
      ["a token expired", { code: "ExpiredToken", message: "expired", status: 403 }, ours],
      ["a code nobody knows", { code: "Novel", message: "x" }, { state: "refused", permanent: false, asked: 1 }],
      ["a proxy's page", { page: "<html>no</html>", status: 413 }, { state: "refused", permanent: false, asked: 1 }],
      ["a redirection", { page: "moved", status: 302 }, { state: "refused", permanent: false, asked: 1 }],
      ["500", { code: "InternalFailure", message: "x", status: 500 }, { state: "uncertain", asked: 1 }],
      ["503", { code: "ServiceUnavailable", message: "x", status: 503 }, { state: "uncertain", asked: 1 }],
      ["502 of a balancer", { page: "<html>", status: 502 }, { state: "uncertain", asked: 1 }],
      ["a reset before any answer", { drop: "at-once" }, { state: "uncertain", asked: 1 }],
      ["a reset after it was taken", { drop: "kept" }, { state: "uncertain", asked: 1 }],
      ["a reset within the answer", { drop: "half-answered" }, { state: "uncertain", asked: 1 }],
    ])("%s is told apart, asked once, and the next mail goes out", async (_, trouble, expected) => {
      troubled(trouble);
      const delivery = await send(1);
      expect(delivery).toMatchObject(expected);
      if (!("unreachable" in expected)) expect(delivery).not.toHaveProperty("unreachable");
      expect(server.asked).toEqual(["p1@jia.gov.cn"]);
      expect(await send(2)).toMatchObject({ state: "sent" });
    });

    test("silence after the request left is uncertain, with and without half an answer", async () => {
      start({ silenceMs: 300 });
      troubled({ silent: "kept" });
      expect(await send(1)).toMatchObject({ state: "uncertain", asked: 1 });
      troubled({ silent: "half-answered" });
      expect(await send(1)).toMatchObject({ state: "uncertain", asked: 1 });
    });

    test("an unverified sender is everyone's trouble, an unverified recipient in the sandbox that recipient's", async () => {
      server.sandbox = true;
      server.verified.add("p2@jia.gov.cn");
      expect(await send(1)).toMatchObject(theirs);
      expect(await send(2)).toMatchObject({ state: "sent" });
      expect(await send(2, { from: "督办 <duban@other.cn>" })).toMatchObject(ours);
    });
  });

  describe("too fast", () => {
    test("waits longer each time, with jitter, asks leave once, and sends", async () => {
      server.trouble = (_, attempt) => (attempt < 4 ? TOO_FAST : null);
      let chance = 0;
      start({ chance: () => (chance += 0.25) });
      expect(await send()).toMatchObject({ state: "sent", asked: 1 });
      expect(waits).toEqual([500 * 0.75, 1_000 * 1, 2_000 * 1.25]);
      expect(server.received).toHaveLength(1);
    });

    test.each<[trouble: Trouble]>([
      [TOO_FAST],
      [{ code: "ThrottlingException", message: "Rate exceeded" }],
      [{ code: "Throttling", message: "Rate exceeded", status: 503 }],
      [{ page: "slow down", status: 429 }],
    ])("%j to the end is a refusal for now that stops the round: nothing was sent", async (trouble) => {
      server.trouble = () => trouble;
      expect(await send()).toMatchObject({ state: "refused", permanent: false, unreachable: true, asked: 1 });
      expect(waits).toHaveLength(5);
      expect(server.received).toEqual([]);
    });

    test("the quota that ends while waiting ends the waiting", async () => {
      server.trouble = (_, attempt) => (attempt === 1 ? TOO_FAST : QUOTA_GONE);
      expect(await send()).toMatchObject({ state: "refused", unreachable: true, reason: /Daily message quota/ });
      expect(waits).toHaveLength(1);
    });
  });

  describe("before anything leaves", () => {
    const definite = { state: "refused", permanent: false, unreachable: true };

    test("nobody listens", async () => {
      await server.close();
      expect(await send()).toMatchObject(definite);
    });

    test("no such host", async () => {
      start({ endpoint: "http://email.invalid" });
      expect(await send()).toMatchObject(definite);
    });

    test("a server that hangs up before TLS stands", async () => {
      const plain = createServer((socket) => void socket.destroy());
      await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
      const { port } = plain.address() as { port: number };
      start({ endpoint: `https://127.0.0.1:${port}` });
      expect(await send()).toMatchObject(definite);
      await new Promise((resolve) => plain.close(resolve));
    });

    test("a certificate nobody vouches for", async () => {
      const stranger = await fakeSmtp({ secure: true });
      start({ endpoint: `https://127.0.0.1:${stranger.port}` });
      expect(await send()).toMatchObject(definite);
      await stranger.close();
    });

    test("no credentials: nobody is told that something leaves", async () => {
      vi.stubEnv("AWS_ACCESS_KEY_ID", "");
      vi.stubEnv("AWS_SECRET_ACCESS_KEY", "");
      expect(await send()).toMatchObject({ ...definite, asked: 0 });
      expect(server.asked).toEqual([]);
    });

    test.each(["a@b.cn, evil@x.cn", "a@b.cn\r\nBcc: evil@x.cn", "A <a@b.cn>", "nobody", "a@b@c.cn"])(
      "%j is not one address, and SES is not asked",
      async (to) => {
        expect(await send(1, { to })).toMatchObject({ state: "refused", permanent: true, asked: 0 });
        expect(server.asked).toEqual([]);
      },
    );
  });

  test("no reason shows a key, a secret or a token, whatever the answer quotes", async () => {
    const quoting = `signed by AKIAEXAMPLEEXAMPLE12\nx-amz-security-token:${TOKEN}\n${SECRET}`;
    for (const trouble of [
      { code: "SignatureDoesNotMatch", message: quoting, status: 403 },
      { code: "InvalidClientTokenId", message: quoting, status: 403 },
      { code: "MessageRejected", message: "by AKIAEXAMPLEEXAMPLE12" },
    ]) {
      troubled(trouble);
      const told = JSON.stringify(await send(1));
      expect(told).toContain(trouble.code);
      expect(told).not.toMatch(/AKIAEX|geheim|sessiontoken/);
    }
  });
});
