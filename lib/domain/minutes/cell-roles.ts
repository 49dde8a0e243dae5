import { namesIn } from "./cell-names.ts";
import type { DuePhrase } from "./due-form.ts";
import { duePhrases, vagueWords } from "./due-words.ts";
import type { Vocabulary } from "./mentions.ts";
import { type Named, namedOf } from "./raw-item.ts";
import { rolesOf } from "./roles.ts";

export interface CellRoles {
  readonly lead: readonly Named[];
  readonly cooperating: readonly Named[];
  readonly leaders: readonly Named[];
  readonly phrases: readonly DuePhrase[];
  readonly vague: string | null;
}

export interface CellTexts {
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly cooperating: readonly string[];
  readonly leader: readonly string[];
  readonly due: readonly string[];
}

/** Values of labels or of a table's row, in plain form. 责任单位 beside a 牵头单位 leads nothing. */
export function cellsRead(cells: CellTexts, vocabulary: Vocabulary): CellRoles {
  const led = cells.lead.map((value) => unitsOf(value, vocabulary));
  const responsible = cells.responsible.map((value) => unitsOf(value, vocabulary));
  const lead = led.flatMap((one) => one.lead);
  const due = cells.due.join(" ");
  return {
    lead: lead.length > 0 ? lead : responsible.flatMap((one) => one.lead),
    cooperating: [
      ...[...led, ...responsible].flatMap((one) => one.cooperating),
      ...cells.cooperating.flatMap((value) => namesIn(value, vocabulary).map(namedOf)),
    ],
    leaders: cells.leader
      .flatMap((value) => value.split(/[、,;\n]/))
      .map((words) => ({ words: words.trim(), group: false }))
      .filter(({ words }) => words !== ""),
    phrases: duePhrases(due, true),
    vague: due.trim() === "" ? null : (vagueWords(due) ?? (duePhrases(due, true).length === 0 ? due : null)),
  };
}

const ROLE_WORDS = /牵头|配合|会同|协助|负责|主办|协办/;
const BRACKETED_ROLE = /\((牵头|主办|配合|协办)\)/;

/** A、B, or A牵头、B配合, or A(牵头)、B. */
function unitsOf(value: string, vocabulary: Vocabulary): Pick<CellRoles, "lead" | "cooperating"> {
  if (BRACKETED_ROLE.test(value)) return bracketed(value, vocabulary);
  if (!ROLE_WORDS.test(value)) return { lead: namesIn(value, vocabulary).map(namedOf), cooperating: [] };
  const { lead, cooperating } = rolesOf(value, vocabulary);
  return { lead: lead.map(namedOf), cooperating: cooperating.map(namedOf) };
}

function bracketed(value: string, vocabulary: Vocabulary): Pick<CellRoles, "lead" | "cooperating"> {
  const pieces = value.split(/[、,;\n]/).map((piece) => ({
    leads: /\((?:牵头|主办)\)/.test(piece),
    names: namesIn(piece.replace(BRACKETED_ROLE, ""), vocabulary).map(namedOf),
  }));
  return {
    lead: pieces.filter(({ leads }) => leads).flatMap(({ names }) => names),
    cooperating: pieces.filter(({ leads }) => !leads).flatMap(({ names }) => names),
  };
}
