import { dirname, join } from "node:path";
import { DateTime } from "luxon";
import { ZONE } from "./clock.ts";
import type { Config } from "./config.ts";

/** Settings of a made-up office: one workbook with its store and an outbox beside it, no keys, no network. `moment`: "2026-10-19T07:30", office time. */
export const ownOffice = (file: string, moment: string): Config => ({
  registry: { kind: "xlsx", file },
  mail: { kind: "outbox", dir: join(dirname(file), "outbox") },
  from: "duban@duban.example",
  replyTo: "office@duban.example",
  store: { kind: "sqlite", file: `${file}.duban.sqlite` },
  queues: null,
  allowedDomains: ["duban.example"],
  http: { secret: null, callers: [], audience: null },
  board: null,
  googleUrl: null,
  documents: null,
  configurationSet: null,
  now: DateTime.fromISO(moment, { zone: ZONE }),
});
