import { nearest } from "../../domain/nearest.ts";
import type { FieldCatalogue, FieldEntry } from "../../ports/document-fields.ts";
import type { TemplateFault, TemplateFaultReason } from "../../ports/template-fault.ts";
import { type Placeholder, placeholdersOf } from "./placeholders.ts";
import type { TemplatePackage } from "./template-package.ts";
import type { Cell, TemplateParagraph } from "./template-text.ts";

/** A loop or condition that is open, and the names known inside it. */
interface Opened {
  readonly name: string;
  /** What a misspelt name is taken for, so that what stands inside is not at fault as well. */
  readonly meant: string;
  readonly at: Placeholder;
  readonly fields: FieldCatalogue;
}

/** Everything about a template's placeholders that does not agree with the catalogue, in the order of the text. */
export function templateFaults(template: TemplatePackage, catalogue: FieldCatalogue): readonly TemplateFault[] {
  const faults: TemplateFault[] = [];
  const open: Opened[] = [];
  let part: Placeholder["part"] | null = null;
  const all = placeholdersOf(template);
  const endPart = (): void => {
    for (const { at } of open.splice(0)) faults.push(fault(at, "loop-unclosed"));
  };
  for (const one of all) {
    if (one.part !== part) endPart();
    part = one.part;
    const found = faultOf(one, open, catalogue);
    if (found !== null) faults.push(found);
  }
  endPart();
  return faults;
}

const fault = (at: Placeholder, because: TemplateFaultReason, instead = ""): TemplateFault => ({
  place: at.part.kind,
  near: near(at.paragraph),
  placeholder: at.typed.slice(0, 40),
  because,
  instead,
});

const near = ({ text }: TemplateParagraph): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function faultOf(one: Placeholder, open: Opened[], catalogue: FieldCatalogue): TemplateFault | null {
  const known = namesKnown(open, catalogue);
  if (one.brace !== "whole") return fault(one, one.brace, likely(one, known));
  if (one.part.kind === "endnotes") return fault(one, "not-filled-here");
  if (one.sign === "other") return fault(one, wideSign(one) === undefined ? "sign" : "full-width", likely(one, known));
  if (one.sign === "/") return closingFault(one, open);
  const entry = entryOf(one.name, known);
  if (one.sign !== "") {
    const meant = entry === null ? likely(one, known).slice(2, -1) : one.name;
    open.push({ name: one.name, meant, at: one, fields: insideOf(one, entryOf(meant, known)) });
  }
  if (entry === null) return unknown(one, known, catalogue);
  if (one.sign === "") return entry.is === "text" ? null : fault(one, "loop-as-text");
  return entry.is === "text" ? fault(one, "not-a-loop", `{${one.sign}有${one.name}}`) : null;
}

/** What a round of a loop knows besides: that it is the first, the last, the last of the last round of every loop around it. */
const ROUND: FieldCatalogue = Object.fromEntries(
  ["首", "末", "尾"].map((name) => [name, { is: "condition", what: "" }]),
);

const insideOf = ({ sign }: Placeholder, entry: FieldEntry | null): FieldCatalogue =>
  entry?.is === "loop" && sign === "#" ? { ...entry.of, ...ROUND } : {};

/** # ^ / typed in full width. */
const WIDE_SIGNS: Readonly<Record<string, string>> = { "＃": "#", "＾": "^", "／": "/" };
const wideSign = ({ typed }: Placeholder): string | undefined => WIDE_SIGNS[typed.slice(1).trim()[0] ?? ""];

/** What a name means where it stands: fields of the innermost loop first. A loop and a text have their condition 有‹name›. */
function entryOf(name: string, known: ReadonlyMap<string, FieldEntry>): FieldEntry | null {
  const entry = known.get(name);
  if (entry !== undefined) return entry;
  const about = name.startsWith("有") ? known.get(name.slice(1)) : undefined;
  return about === undefined || about.is === "condition" ? null : { is: "condition", what: "" };
}

const namesKnown = (open: readonly Opened[], catalogue: FieldCatalogue): ReadonlyMap<string, FieldEntry> =>
  new Map([catalogue, ...open.map(({ fields }) => fields)].flatMap((fields) => Object.entries(fields)));

function closingFault(one: Placeholder, open: Opened[]): TemplateFault | null {
  const at = open.findLastIndex(({ name, meant }) => name === one.name || meant === one.name);
  if (at === -1) {
    const last = open.at(-1);
    if (last !== undefined && nearest(one.name, [last.name]) !== null) open.pop();
    return fault(one, "loop-unopened", last === undefined ? "" : `{/${last.name}}`);
  }
  const [closed] = open.splice(at, 1);
  if (at !== open.length) return fault(one, "loop-crossed", `{/${open.at(-1)!.name}}`);
  return mayLoop(closed!.at.paragraph.cells, one.paragraph.cells) ? null : fault(one, "loop-place");
}

/** In the same cell (or outside of tables), or in two cells of the same table, whose rows are then repeated. */
function mayLoop(from: readonly Cell[], to: readonly Cell[]): boolean {
  if (from.length !== to.length) return false;
  return from.every(({ table, cell }, at) => {
    const other = to[at]!;
    return cell === other.cell || (at === from.length - 1 && table === other.table);
  });
}

function unknown(one: Placeholder, known: ReadonlyMap<string, FieldEntry>, catalogue: FieldCatalogue): TemplateFault {
  const home = loopOf(one.name, catalogue);
  if (home !== null) return fault(one, "elsewhere", home);
  return fault(one, "unknown", likely(one, known));
}

/** The nearest name known here, written as it should stand. */
function likely(one: Placeholder, known: ReadonlyMap<string, FieldEntry>): string {
  const { name, sign } = one;
  const names = [...known.keys()];
  const found = known.has(name)
    ? name
    : nearest(name.replace(/[\s}｝].*$/, ""), [...names, ...names.map((field) => `有${field}`)]);
  if (found === null) return "";
  return `{${sign === "other" ? (wideSign(one) ?? "") : sign}${found}}`;
}

/** The loops around a field of that name: "{#排名}{#行}". */
function loopOf(name: string, fields: FieldCatalogue): string | null {
  for (const [loop, entry] of Object.entries(fields)) {
    if (entry.is !== "loop") continue;
    if (Object.hasOwn(entry.of, name)) return `{#${loop}}`;
    const inner = loopOf(name, entry.of);
    if (inner !== null) return `{#${loop}}${inner}`;
  }
  return null;
}
