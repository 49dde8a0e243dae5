import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readMinutesFile } from "../../lib/adapters/minutes-file.ts";
import { type MinutesReading, readMinutes } from "../../lib/domain/minutes/minutes.ts";
import { builtInCalendar } from "../../lib/jobs/assess.ts";
import { personNames, unitNames } from "../../lib/registry/names.ts";
import { type Names, type TaskProposal, taskProposals, vocabularyOf } from "../../lib/registry/task-proposals.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const lines = (path: string): readonly string[] =>
  readFileSync(here(path), "utf8")
    .split("\n")
    .filter((line) => line !== "");

/** The city of the minutes. */
export const NAMES: Names = {
  units: unitNames(
    lines("units.csv")
      .slice(1)
      .map((line) => line.split(","))
      .map(([name, aliases]) => ({ name: name!, aliases: aliases === "" ? [] : aliases!.split("、") })),
  ),
  people: personNames(
    lines("people.csv")
      .slice(1)
      .map((name) => ({ name, unit: "市政府" })),
  ),
};

/** An item as a person reads it: a piece of its words, lead, helpers in any order, day; "" = nobody could fill it. */
export interface TrueItem {
  readonly piece: string;
  readonly lead: string;
  readonly cooperating: readonly string[];
  readonly due: string;
}

export interface Minutes {
  readonly name: string;
  readonly meeting: string;
  readonly truth: readonly TrueItem[];
  readonly reading: MinutesReading;
  readonly proposals: readonly TaskProposal[];
  /** Everything the file says. */
  readonly text: string;
}

export async function minutesOf(folder: "corpus" | "held-out"): Promise<readonly Minutes[]> {
  const files = readdirSync(here(folder));
  const sources = files.filter((name) => /\.(?:txt|md|docx)$/.test(name) && !name.endsWith(".docx.md"));
  return Promise.all(sources.sort().map((file) => oneOf(folder, file)));
}

async function oneOf(folder: string, file: string): Promise<Minutes> {
  const name = file.replace(/\.[a-z]+$/, "");
  const [head = "", ...rows] = lines(`${folder}/${name}.truth.csv`);
  const truth = rows
    .map((row) => row.split(","))
    .map(([piece, lead, cooperating, due]) => ({
      piece: piece!,
      lead: lead!,
      cooperating: cooperating === "" ? [] : cooperating!.split("、"),
      due: due!,
    }));
  const { blocks, texts } = await readMinutesFile(here(`${folder}/${file}`));
  const reading = readMinutes(blocks, vocabularyOf(NAMES), builtInCalendar());
  const codes = reading.items.map((_, index) => `HY-${index + 1}`);
  const proposals = taskProposals(reading, NAMES, { title: name, codes });
  return { name, meeting: head.replace("# meeting ", ""), truth, reading, proposals, text: texts.join("\n") };
}
