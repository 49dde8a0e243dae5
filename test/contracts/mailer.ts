import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Envelope, Mailer } from "../../lib/ports/mailer.ts";

/** A mailer and what arrived at its other end. */
export interface MailPlace {
  open(): Mailer;
  received(): Promise<readonly Uint8Array[]>;
  dispose(): Promise<void>;
}

export const anEnvelope = (n: number, changes: Partial<Envelope> = {}): Envelope => ({
  messageId: `m${n}@office.gov.cn`,
  from: "duban@office.gov.cn",
  to: `p${n}@jia.gov.cn`,
  raw: new TextEncoder().encode(
    `From: duban@office.gov.cn\r\nTo: p${n}@jia.gov.cn\r\nSubject: n${n}\r\nMessage-ID: <m${n}@office.gov.cn>\r\n` +
      `Date: Fri, 12 Jun 2026 00:00:00 +0000\r\n\r\nbody ${n}\r\n.dot at the start\r\n`,
  ),
  ...changes,
});

const quiet = async (): Promise<void> => {};

/** What every mailer does. */
export function mailerContract(name: string, place: () => Promise<MailPlace>): void {
  describe(`${name} as a mailer`, () => {
    let at: MailPlace;
    let mailer: Mailer;
    beforeEach(async () => {
      at = await place();
      mailer = at.open();
    });
    afterEach(async () => {
      await mailer.close();
      await at.dispose();
    });

    test("delivers the frozen bytes unchanged", async () => {
      expect(await mailer.send(anEnvelope(1), quiet)).toMatchObject({ state: "sent" });
      expect((await at.received()).map((raw) => new TextDecoder().decode(raw))).toEqual([
        new TextDecoder().decode(anEnvelope(1).raw),
      ]);
    });

    test("asks before the first byte leaves, once per mail", async () => {
      const before: number[] = [];
      for (let n = 1; n <= 3; n++)
        await mailer.send(anEnvelope(n), async () => void before.push((await at.received()).length));
      expect(before).toEqual([0, 1, 2]);
    });

    test("sends nothing when the one who was asked fails, gives that failure back, and goes on with the next", async () => {
      const failing = mailer.send(anEnvelope(1), async () => {
        throw new Error("lease lost");
      });
      await expect(failing).rejects.toThrow("lease lost");
      expect(await mailer.send(anEnvelope(2), quiet)).toMatchObject({ state: "sent" });
      expect((await at.received()).map((raw) => new TextDecoder().decode(raw))).toEqual([
        new TextDecoder().decode(anEnvelope(2).raw),
      ]);
    });

    test("may be closed twice, and before anything was sent", async () => {
      await mailer.close();
      await mailer.close();
    });
  });
}
