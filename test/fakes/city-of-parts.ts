import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import PostalMime from "postal-mime";
import { expect } from "vitest";
import type { TemplateRow, TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { duban, folder, office, type Ran } from "./cli.ts";
import { writeRegistry } from "./registry-file.ts";
import { milestone, project, smallOffice } from "./small-office.ts";

/** 分表 by name: its file beside the registry, and its county. */
export const PARTS = {
  甲县分表: { address: "甲县.xlsx", unit: "甲县", code: "A-001", clerk: "a@jia.example" },
  乙县分表: { address: "分表/乙县（新）.xlsx", unit: "乙县", code: "B-001", clerk: "b@jia.example" },
  丙县分表: { address: "丙县.xlsx", unit: "丙县", code: "C-001", clerk: "c@jia.example" },
} as const;
export type Part = keyof typeof PARTS;

export const ADMIN = "sun@jia.example";

const counties = Object.values(PARTS);

/** The office's own tabs, with no projects: the counties bring them. */
export const mainRows = (more: readonly TemplateRow[] = []): TemplateRows => ({
  units: [
    ...counties.map(({ unit }) => ({ name: unit, group: "县区", ranked: "是", sponsor: "钱市长" })),
    { name: "重点办", group: "其他", ranked: "否" },
  ],
  people: [
    ...counties.map(({ unit, clerk }) => ({ name: `${unit}联`, unit, roles: "联络员", email: clerk })),
    ...smallOffice().people!.filter(({ unit }) => unit === "重点办"),
  ],
  rules: smallOffice().rules!,
  workbooks: [...Object.entries(PARTS).map(([name, { address, unit }]) => ({ name, address, unit })), ...more],
});

/** A county's own workbook: one project, one milestone 23 days late on 2026-06-12, one that is not due. */
export const partRows = (part: Part, more: TemplateRows = {}): TemplateRows => {
  const { code, unit } = PARTS[part];
  return {
    projects: [project(code, unit, { county: unit, sponsor: "周市长" }), ...(more.projects ?? [])],
    milestones: [milestone(code, 10, "2026-05-20"), milestone(code, 20, "2026-11-30"), ...(more.milestones ?? [])],
  };
};

export interface City {
  readonly dir: string;
  readonly file: string;
  readonly settings: ReturnType<typeof office>;
  readonly fileOf: (part: Part) => string;
  readonly write: (part: Part, rows?: TemplateRows) => Promise<void>;
  /** On a day of June 2026. */
  readonly on: (day: string, ...args: readonly string[]) => Promise<Ran>;
  readonly bytes: () => readonly Buffer[];
  readonly letters: (recipient: string) => Promise<readonly { readonly subject: string; readonly text: string }[]>;
}

/** A registry and three 分表 on disk. */
export async function city(rows: TemplateRows = mainRows()): Promise<City> {
  const dir = folder();
  const settings = office(dir, "2026-06-09T08:00");
  const fileOf = (part: Part): string => join(dir, PARTS[part].address);
  const write = async (part: Part, own: TemplateRows = partRows(part)): Promise<void> => {
    mkdirSync(dirname(fileOf(part)), { recursive: true });
    await writeRegistry(fileOf(part), own);
  };
  await writeRegistry(settings.DUBAN_REGISTRY, rows);
  for (const part of Object.keys(PARTS) as Part[]) await write(part);
  return {
    ...{ dir, settings, fileOf, write, file: settings.DUBAN_REGISTRY },
    on: async (day, ...args) => {
      const ran = await duban(args, { ...settings, DUBAN_NOW: `2026-06-${day}T08:00` });
      expect(ran.err).toBe("");
      return ran;
    },
    bytes: () =>
      [settings.DUBAN_REGISTRY, ...(Object.keys(PARTS) as Part[]).map(fileOf)].map((file) => readFileSync(file)),
    letters: (recipient) => lettersTo(dir, recipient),
  };
}

async function lettersTo(dir: string, recipient: string) {
  const names = readdirSync(join(dir, "outbox")).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(dir, "outbox", name)))));
  return mails
    .filter((mail) => mail.to?.[0]?.address === recipient)
    .sort((a, b) => ((a.date ?? "") < (b.date ?? "") ? -1 : 1))
    .map(({ subject, text }) => ({ subject: subject ?? "", text: text ?? "" }));
}

export const breakZip = (file: string): void => writeFileSync(file, "PK\u0003\u0004 not a workbook any more");

export interface PartTold {
  readonly name: string;
  readonly state: string;
  readonly cellsChanged: number;
  readonly staleSince: string | null;
}

export const workbooksOf = (ran: Ran): readonly PartTold[] => ran.json().workbooks as readonly PartTold[];

export const stateOf = (ran: Ran, name: string): PartTold => workbooksOf(ran).find((one) => one.name === name)!;

export const findingsOf = (ran: Ran) =>
  ran.json().findings as { workbook: string; code: string; key: string; message: string; cell: string }[];

export const sentTo = (ran: Ran): readonly string[] =>
  (ran.json().messages as { to: string; state: string }[])
    .filter(({ state }) => state === "sent")
    .map(({ to }) => to)
    .sort();
