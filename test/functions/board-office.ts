import { onTestFinished } from "vitest";
import { linkToken } from "../../functions/board/link.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { folder, office } from "../fakes/cli.ts";
import { writeRegistry } from "../fakes/registry-file.ts";
import { smallOffice } from "../fakes/small-office.ts";
import { type DoorProcess, LINK_SECRET, ownServer, type Reply, SECRET } from "../security/door-process.ts";

export const BOARD_URL = "https://duban.example.gov.cn";
export const LINKS = { DUBAN_LINK_SECRET: LINK_SECRET, DUBAN_BOARD_URL: BOARD_URL };
export const FOR_EYES = { Accept: "text/html,application/xhtml+xml" };

/** Nobody's projects but these are whose. */
export const LI = "li@jia.example";

export const tokenFor = (address: string, until = "2026-06-26"): string => linkToken(LINK_SECRET, { address, until });

export interface BoardOffice {
  readonly dir: string;
  readonly file: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly door: DoorProcess;
  /** A browser: opens an address and keeps what cookies it is given. */
  readonly browser: () => Browser;
}

export interface Browser {
  readonly open: (path: string) => Promise<Reply>;
  /** Follows to where it is sent. */
  readonly visit: (path: string) => Promise<Reply>;
  cookie: string;
}

/** An office whose board has a door of its own process; whatever the test did, no token and no secret is in its log. */
export async function boardOffice(
  { rows = smallOffice(), more = {} }: { rows?: TemplateRows; more?: Readonly<Record<string, string>> } = {},
  open: (env: Readonly<Record<string, string>>) => Promise<DoorProcess> = ownServer,
): Promise<BoardOffice> {
  const dir = folder();
  const settings = { ...office(dir, "2026-06-12T08:00"), DUBAN_HTTP_SECRET: SECRET, ...LINKS, ...more };
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  const door = await open(settings);
  onTestFinished(() => door.stop());
  return { dir, file: settings.DUBAN_REGISTRY, settings, door, browser: () => browserAt(door) };
}

function browserAt(door: DoorProcess): Browser {
  const browser: Browser = {
    cookie: "",
    open: async (path) => {
      const cookie = browser.cookie === "" ? {} : { Cookie: browser.cookie };
      const reply = await door.ask("GET", path, { headers: { ...FOR_EYES, ...cookie }, redirect: "manual" });
      const given = reply.headers.get("set-cookie");
      if (given !== null) browser.cookie = given.split(";")[0]!;
      return reply;
    },
    visit: async (path) => {
      const reply = await browser.open(path);
      const to = reply.headers.get("location");
      return to === null ? reply : browser.open(to);
    },
  };
  return browser;
}
