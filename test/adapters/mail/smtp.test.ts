import { afterEach, describe, expect, test } from "vitest";
import { openSmtp, type SmtpOptions } from "../../../lib/adapters/smtp.ts";
import { parseSmtpUrl } from "../../../lib/adapters/smtp-url.ts";
import type { Delivery, Mailer } from "../../../lib/ports/mailer.ts";
import { anEnvelope, mailerContract } from "../../contracts/mailer.ts";
import { type FakeSmtp, fakeSmtp, type Trouble } from "../../fakes/smtp.ts";

mailerContract("SMTP", async () => {
  const server = await fakeSmtp();
  return {
    open: () => openSmtp(`smtp://127.0.0.1:${server.port}`),
    received: async () => server.received.map((mail) => mail.raw),
    dispose: () => server.close(),
  };
});

describe("SMTP", () => {
  let server: FakeSmtp | undefined;
  let mailer: Mailer | undefined;
  afterEach(async () => {
    await mailer?.close();
    await server?.close();
    server = undefined;
    mailer = undefined;
  });

  type ServerOptions = Parameters<typeof fakeSmtp>[0];
  async function start(
    serverOptions?: ServerOptions,
    options?: SmtpOptions,
    url = "smtp://127.0.0.1",
  ): Promise<Mailer> {
    server = await fakeSmtp(serverOptions);
    mailer = openSmtp(`${url}:${server.port}`, options);
    return mailer;
  }

  /** The outcome, and whether the body was allowed to begin. */
  async function send(to: Mailer, n = 1): Promise<Delivery & { readonly asked: boolean }> {
    let asked = false;
    const delivery = await to.send(anEnvelope(n), async () => {
      asked = true;
    });
    return { ...delivery, asked };
  }

  test.each<[situation: string, trouble: Trouble, expected: Partial<Delivery> & { asked: boolean }]>([
    ["450 at RCPT", { at: "rcpt", code: 450 }, { state: "refused", permanent: false, asked: false }],
    ["550 at RCPT", { at: "rcpt", code: 550 }, { state: "refused", permanent: true, asked: false }],
    ["451 at the final dot", { at: "dot", code: 451 }, { state: "refused", permanent: false, asked: true }],
    ["552 at the final dot", { at: "dot", code: 552 }, { state: "refused", permanent: true, asked: true }],
    ["a line dropped after the final dot", { at: "after-dot", drop: true }, { state: "uncertain", asked: true }],
    ["a line dropped within the body", { at: "body", drop: true }, { state: "uncertain", asked: true }],
  ])("%s is told apart from the others, and the next mail goes out", async (_, trouble, expected) => {
    const to = await start();
    server!.trouble = (address) => (address === "p1@jia.gov.cn" ? trouble : null);
    const delivery = await send(to, 1);
    expect(delivery).toMatchObject(expected);
    expect(delivery).not.toHaveProperty("unreachable");
    expect(await send(to, 2)).toMatchObject({ state: "sent" });
  });

  test.each<[situation: string, trouble: Trouble]>([
    ["a greeting that never comes", { at: "greeting", drop: true }],
    ["a sender the server does not take", { at: "mail", code: 550 }],
    ["a line dropped at RCPT", { at: "rcpt", drop: true }],
  ])("%s is everyone's trouble: definite, temporary, unreachable", async (_, trouble) => {
    const to = await start();
    server!.trouble = () => trouble;
    expect(await send(to)).toMatchObject({ state: "refused", permanent: false, unreachable: true, asked: false });
  });

  test.each([true, false])("a refused recipient is refused also without pipelining (hidden: %s)", async (hidden) => {
    const to = await start({ hidePIPELINING: hidden });
    server!.trouble = () => ({ at: "rcpt", code: 550 });
    expect(await send(to)).toMatchObject({ state: "refused", permanent: true, asked: false });
  });

  test("nobody listens: refused and unreachable, without an exception", async () => {
    await start();
    await server!.close();
    expect(await send(mailer!)).toMatchObject({ state: "refused", permanent: false, unreachable: true });
  });

  test("silence before the body is definite, silence after it is not", async () => {
    const silent = await start({ onRcptTo: () => {} }, { silenceMs: 500 });
    expect(await send(silent)).toMatchObject({ state: "refused", unreachable: true, asked: false });
    await server!.close();
    const mute = await start({ onData: (stream) => void stream.resume() }, { silenceMs: 500 });
    expect(await send(mute)).toMatchObject({ state: "uncertain", asked: true });
  });

  test("one connection carries many mails, also after a refused one", async () => {
    const to = await start();
    server!.trouble = (address) => (address === "p2@jia.gov.cn" ? { at: "rcpt", code: 550 } : null);
    for (let n = 1; n <= 20; n++) await send(to, n);
    expect(server!.received).toHaveLength(19);
    expect(server!.sessions.size).toBe(1);
  });

  test("a line the server gave up between two mails is taken up again, and no mail suffers", async () => {
    const to = await start();
    await send(to, 1);
    server!.hangUp();
    expect(await send(to, 2)).toMatchObject({ state: "sent" });
    expect(server!.received.map((mail) => mail.to)).toEqual(["p1@jia.gov.cn", "p2@jia.gov.cn"]);
  });

  test("a line that breaks while the store commits: nothing left, and the answer waits for the commit", async () => {
    const to = await start();
    let committed = false;
    const delivery = await to.send(anEnvelope(1), async () => {
      server!.hangUp();
      await new Promise((resolve) => setTimeout(resolve, 300));
      committed = true;
    });
    expect(delivery).toMatchObject({ state: "refused", permanent: false, unreachable: true });
    expect(committed).toBe(true);
    expect(server!.received).toHaveLength(0);
  });

  test("an address that would break out of its command never reaches the server", async () => {
    const to = await start();
    const sneaky = anEnvelope(1, { to: "a@b.cn>\r\nRCPT TO:<evil@x.cn" });
    expect(await to.send(sneaky, async () => {})).toMatchObject({ state: "refused", permanent: true });
    expect(server!.received).toHaveLength(0);
  });

  describe("encryption", () => {
    test("smtp:// refuses a server without STARTTLS before any login or mail", async () => {
      const logins: string[] = [];
      const options = { disabledCommands: ["STARTTLS"], onAuth: () => void logins.push("x") };
      const to = await start(options, { requireTls: true }, "smtp://duban:geheim@127.0.0.1");
      expect(await send(to)).toMatchObject({ state: "refused", unreachable: true, asked: false });
      expect(logins).toEqual([]);
    });

    test("smtp:// goes on over STARTTLS, and smtps:// over TLS", async () => {
      const secure: boolean[] = [];
      const onMailFrom: NonNullable<ServerOptions>["onMailFrom"] = (_address, session, done) => {
        secure.push(session.secure);
        done();
      };
      const trusting = { requireTls: true, tls: { rejectUnauthorized: false } };
      expect(await send(await start({ onMailFrom }, trusting))).toMatchObject({ state: "sent" });
      await mailer!.close();
      await server!.close();
      const tls = await start({ onMailFrom, secure: true }, { tls: trusting.tls }, "smtps://127.0.0.1");
      expect(await send(tls)).toMatchObject({ state: "sent" });
      expect(secure).toEqual([true, true]);
    });

    test("a certificate nobody vouches for is refused", async () => {
      const to = await start({}, { requireTls: true, tls: { rejectUnauthorized: true } });
      expect(await send(to)).toMatchObject({ state: "refused", unreachable: true, asked: false });
    });

    test.each([
      ["smtp://mail.city.gov.cn", { port: 587, secure: false, loopback: false, login: null }],
      ["smtps://mail.city.gov.cn", { port: 465, secure: true, loopback: false }],
      ["smtp://localhost:25", { port: 25, loopback: true }],
      ["smtp://[::1]:2525", { host: "::1", loopback: true }],
      ["smtp://127.evil.cn.gov.cn", { loopback: false }],
    ])("%s is read as meant", (url, expected) => {
      expect(parseSmtpUrl(url)).toMatchObject(expected);
    });

    test("user and password of an address are decoded", () => {
      const login = { user: "a@b.cn", pass: "p:geheim" };
      expect(parseSmtpUrl("smtp://a%40b.cn:p%3Ageheim@h")).toMatchObject({ login });
    });

    test.each([
      ["another protocol", "http://a:geheim@b"],
      ["a protocol alone", "smtp:"],
      ["a server without a name", "smtp://u:geheim@"],
      ["a password alone", "geheim"],
      ["what cannot be decoded", "smtp://u:%zz@h"],
    ])("%s is no mail address, and the complaint does not repeat it", (_, url) => {
      expect(() => parseSmtpUrl(url)).toThrow(expect.objectContaining({ code: "mail-url-invalid" }));
      try {
        parseSmtpUrl(url);
      } catch (error) {
        expect(String(error)).not.toMatch(/geheim|%zz/);
      }
    });
  });

  describe("login", () => {
    test("uses user and password of the address", async () => {
      const seen: unknown[] = [];
      const onAuth: NonNullable<ServerOptions>["onAuth"] = (auth, _session, done) => {
        seen.push([auth.username, auth.password]);
        done(null, { user: auth.username });
      };
      const to = await start({ authOptional: false, onAuth }, {}, "smtp://duban%40x.cn:p%20geheim@127.0.0.1");
      expect(await send(to)).toMatchObject({ state: "sent" });
      expect(seen).toEqual([["duban@x.cn", "p geheim"]]);
    });

    test("a refused login is everyone's trouble and shows neither user nor password", async () => {
      const onAuth: NonNullable<ServerOptions>["onAuth"] = (auth, _session, done) =>
        done(Object.assign(new Error(`no ${auth.username} with ${auth.password}`), { responseCode: 535 }));
      const to = await start({ onAuth }, {}, "smtp://dubanuser:geheim@127.0.0.1");
      const delivery = await send(to);
      expect(delivery).toMatchObject({ state: "refused", permanent: false, unreachable: true });
      expect(JSON.stringify(delivery)).not.toMatch(/geheim|dubanuser|Z2VoZWlt/);
    });
  });
});
