export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** One letter to one person, words done. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Without angle brackets; deterministic. */
  readonly messageId: string;
  /** The Date header: ISO instant. */
  readonly date: string;
  readonly attachments: readonly Attachment[];
}

/** MIME, ready to freeze: the same mail gives the same bytes. Adds `Auto-Submitted: auto-generated`. */
export type ComposeMail = (mail: Mail) => Promise<Uint8Array>;

export interface Envelope {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
}

/**
 * `refused` is definite (nothing was delivered), `uncertain` is not known. `permanent`: the server will not take this mail or recipient.
 * `unreachable`: the server or our login failed, not this mail, so the next mail will hardly fare better; `lasting`: nor will any later attempt of this run.
 */
export type Delivery =
  | { readonly state: "sent"; readonly response: string }
  | {
      readonly state: "refused";
      readonly permanent: boolean;
      readonly unreachable?: true;
      readonly lasting?: true;
      readonly reason: string;
    }
  | { readonly state: "uncertain"; readonly reason: string };

export interface Mailer {
  /** So many letters may be given to it at the same time; left out: one. Those under way when a process dies may come twice. */
  readonly atOnce?: number;
  /** `beforeData` is awaited after the server agreed to take the body and before its first byte leaves. Never throws for a mail that failed. */
  send(envelope: Envelope, beforeData: () => Promise<void>): Promise<Delivery>;
  close(): Promise<void>;
}
