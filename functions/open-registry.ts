import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { GovernorOptions } from "../lib/adapters/dynamodb/governor.ts";
import type { GoogleSheetOptions } from "../lib/adapters/google-sheets/google-sheet.ts";
import { PortError } from "../lib/ports/port-error.ts";
import type { Spreadsheet } from "../lib/ports/spreadsheet.ts";
import { type Config, GSHEET } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { partFile } from "./part-address.ts";

export interface OpenRegistry {
  readonly name: string;
  readonly spreadsheet: Spreadsheet;
  /** A workbook of 分表 by the address typed there. Throws PortError "workbook-address". */
  readonly openWorkbook: (address: string, name: string) => Spreadsheet;
  readonly close: () => void;
}

/** How the quota's turns are waited for, and how many milliseconds are left for it. */
export type Turns = Pick<GovernorOptions, "now" | "wait" | "deadline">;

/** Throws ConfigError when no registry was named, PortError when its file is not there. */
export function openRegistry(config: Config, turns: Turns = {}): OpenRegistry {
  const { registry } = config;
  if (registry === null)
    throw new ConfigError([
      "没有指定台账：请用 --registry 或环境变量 DUBAN_REGISTRY，写工作簿（.xlsx）的路径，或 gsheet:编号",
    ]);
  const google = googleOpener(config, turns);
  const openPart = (address: string, name: string): Spreadsheet =>
    registry.kind === "xlsx" && !GSHEET.test(address.trim())
      ? openFile(partFile(registry.file, address), name)
      : google.open(spreadsheetId(address), name);
  const rest = { openWorkbook: openPart, close: google.close };
  if (registry.kind === "gsheet") {
    const name = `gsheet:${registry.id}`;
    return { name, spreadsheet: google.open(registry.id, name), ...rest };
  }
  const { file } = registry;
  if (!existsSync(file)) throw new PortError("workbook-missing", { file }, { retryable: false });
  const name = basename(file);
  return { name, spreadsheet: openFile(file, name), ...rest };
}

/** A spreadsheet whose adapter is loaded when it is first asked. */
function lazily(open: () => Promise<Spreadsheet>): Spreadsheet {
  let sheet: Promise<Spreadsheet> | null = null;
  const asked = () => (sheet ??= open());
  return {
    read: async (wanted) => (await asked()).read(wanted),
    publish: async (...publication) => (await asked()).publish(...publication),
    append: async (...rows) => (await asked()).append(...rows),
  };
}

const openFile = (file: string, name: string): Spreadsheet =>
  lazily(async () => (await import("../lib/adapters/xlsx/xlsx-spreadsheet.ts")).openXlsx(file, { name }));

/** The spreadsheet of an address typed in 分表. Throws PortError "workbook-address". */
export function spreadsheetId(address: string): string {
  const id = GSHEET.exec(address.trim())?.[1];
  if (id === undefined) throw new PortError("workbook-address", { reason: "not-gsheet" }, { retryable: false });
  return id;
}

interface GoogleOpener {
  readonly open: (id: string, name: string) => Spreadsheet;
  readonly close: () => void;
}

/** Google's client is loaded, and its quota's bucket opened, when Google is first asked. */
function googleOpener(config: Config, turns: Turns): GoogleOpener {
  let place: Promise<GooglePlace> | null = null;
  const opened = async (id: string, name: string): Promise<Spreadsheet> => {
    place ??= googlePlace(config, turns);
    const { options } = await place;
    const { openGoogleSheet } = await import("../lib/adapters/google-sheets/google-sheet.ts");
    return openGoogleSheet(id, { name, ...options });
  };
  return {
    open: (id, name) => lazily(() => opened(id, name)),
    close: () => void place?.then(({ close }) => close()),
  };
}

export interface GooglePlace {
  readonly options: Omit<GoogleSheetOptions, "name">;
  readonly close: () => void;
}

/** Reads and writes a minute of one account. Source: Google's quota page, design.md decision 6. */
const PER_MINUTE = 60;

/** How Google is reached with these settings. */
export async function googlePlace({ googleUrl, store }: Config, turns: Turns = {}): Promise<GooglePlace> {
  const { googleLogin } = await import("../lib/adapters/google-sheets/login.ts");
  const { wait, deadline } = turns;
  const reached = {
    ...(googleUrl === null ? { auth: googleLogin() } : { auth: async () => "local", rootUrl: googleUrl }),
    ...(wait === undefined ? {} : { wait }),
    ...(deadline === undefined ? {} : { deadline }),
  };
  if (store?.kind !== "dynamodb") return { options: reached, close: () => {} };
  const { openGovernor } = await import("../lib/adapters/dynamodb/governor.ts");
  const governor = openGovernor(store.table, {}, { account: "google", perMinute: PER_MINUTE, ...turns });
  return { options: { ...reached, governor: (kind) => governor.take(kind) }, close: governor.close };
}
