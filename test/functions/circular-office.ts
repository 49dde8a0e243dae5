import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import PizZip from "pizzip";
import PostalMime, { type Email } from "postal-mime";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";
import { duban, folder, type Ran } from "../fakes/cli.ts";

const DEMO = fileURLToPath(new URL("../../sheets-templates/demo.xlsx", import.meta.url));

/** The admin of the demo. */
export const ADMIN = "冯国建";

export interface DemoOffice {
  readonly dir: string;
  readonly file: (name: string) => string;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  readonly mails: () => Promise<readonly Email[]>;
}

/** The demo city on its day, with an outbox of its own. */
export function demoOffice(dir = folder()): DemoOffice {
  const file = (name: string): string => join(dir, name);
  copyFileSync(DEMO, file("台账.xlsx"));
  const settings = {
    DUBAN_REGISTRY: file("台账.xlsx"),
    DUBAN_MAIL: `outbox:${file("outbox")}`,
    DUBAN_ALLOWED_DOMAINS: "duban.example",
    DUBAN_NOW: `${DEMO_AS_OF}T07:30`,
  };
  const names = () => readdirSync(file("outbox")).filter((name) => name.endsWith(".eml"));
  return {
    dir,
    file,
    run: (...args) => duban(args, settings, dir),
    mails: () => Promise.all(names().map((name) => PostalMime.parse(readFileSync(join(file("outbox"), name))))),
  };
}

/** The demo with September's ranking confirmed. */
export async function confirmedOffice(): Promise<DemoOffice> {
  const office = demoOffice();
  await office.run("run", "monthly");
  await office.run("confirm", "M-2026-09", "--by", ADMIN);
  return office;
}

const PARAGRAPH = /<w:p[ >](?:(?!<w:p[ >])[\s\S])*?<\/w:p>/g;
const textOf = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join("");

/** What an office does to a .docx in its word processor: each paragraph's text is given, and what it becomes (null: as it is; none: gone). */
export function editDocx(from: string, to: string, edit: (text: string) => readonly string[] | null): void {
  const zip = new PizZip(readFileSync(from));
  const xml = zip.file("word/document.xml")!.asText();
  const edited = xml.replace(PARAGRAPH, (paragraph) => {
    const texts = edit(textOf(paragraph));
    if (texts === null) return paragraph;
    return texts.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join("");
  });
  zip.file("word/document.xml", edited);
  writeFileSync(to, zip.generate({ type: "nodebuffer" }));
}

/** Every paragraph of a .docx, tables included. */
export function docxParagraphs(content: Uint8Array): readonly string[] {
  const xml = new PizZip(content).file("word/document.xml")!.asText();
  return [...xml.matchAll(PARAGRAPH)].map(([paragraph]) => textOf(paragraph)).filter((text) => text !== "");
}
