import type { Delivery, Envelope, Mailer } from "../../lib/ports/mailer.ts";

export interface ScriptedMailer extends Mailer {
  /** What really arrived. */
  readonly arrived: Envelope[];
  readonly asked: string[];
}

export const SENT: Delivery = { state: "sent", response: "250 OK" };
export const NOT_NOW: Delivery = { state: "refused", permanent: false, reason: "450 later" };
export const NEVER: Delivery = { state: "refused", permanent: true, reason: "550 no such user" };
export const DOWN: Delivery = { state: "refused", permanent: false, unreachable: true, reason: "ECONNREFUSED" };
export const DROPPED: Delivery = { state: "uncertain", reason: "connection closed" };

/** Answers as told; a letter that is sent or whose line drops has passed the gate before its body. */
export function scriptedMailer(answer: (to: string, attempt: number) => Delivery = () => SENT): ScriptedMailer {
  const arrived: Envelope[] = [];
  const asked: string[] = [];
  return {
    arrived,
    asked,
    send: async (envelope, beforeData) => {
      asked.push(envelope.to);
      const delivery = answer(envelope.to, asked.filter((to) => to === envelope.to).length);
      if (delivery.state === "refused") return delivery;
      await beforeData();
      arrived.push(envelope);
      return delivery;
    },
    close: async () => {},
  };
}
