import { namesIn } from "./cell-names.ts";
import { type CellRoles, cellsRead } from "./cell-roles.ts";
import { duePhrases, vagueWords } from "./due-words.ts";
import { type LabelledPart, labelledParts } from "./labels.ts";
import type { Vocabulary } from "./mentions.ts";
import { plainForm } from "./plain-form.ts";
import { isLimit, type Named, namedOf, type OpenItem, type RawItem, tidy } from "./raw-item.ts";
import type { Section } from "./sections.ts";
import { itemsOfSentences, type Reading } from "./sentence-items.ts";

/** The items of one section: by its labels (牵头单位：…) where it has some, else sentence by sentence. */
export function itemsOf(section: Section, vocabulary: Vocabulary): readonly RawItem[] {
  const [first = "", ...rest] = section.paragraphs;
  const isHeading = rest.length > 0 && section.mark !== "" && !/[。;,]/.test(plainForm(first));
  const text = section.paragraphs.join("\n");
  const bodyAt = isHeading ? first.length + 1 : 0;
  const headLead = headUnit(isHeading ? [...section.headings, first] : section.headings, vocabulary);
  const items: OpenItem[] = [];
  for (const part of labelledParts(plainForm(text)))
    items.push(...itemsOfPart(section, text, part, bodyAt, { vocabulary, headLead }, items.length === 0));
  return items;
}

/** 一、市水务局 above items that name nobody. */
function headUnit(headings: readonly string[], vocabulary: Vocabulary): readonly Named[] {
  for (const heading of [...headings].reverse()) {
    const plain = plainForm(heading)
      .replace(/[:。]$/, "")
      .replace(/(?:负责|牵头)(?:的)?(?:事项|工作|任务)?$/, "");
    const found = namesIn(plain, vocabulary);
    if (found.length === 1 && vocabulary.units.includes(found[0]!.words)) return found.map(namedOf);
  }
  return [];
}

function itemsOfPart(
  section: Section,
  text: string,
  part: LabelledPart,
  bodyAt: number,
  reading: Reading,
  isFirst: boolean,
): readonly OpenItem[] {
  const at = Math.max(part.at, Math.min(bodyAt, part.end));
  const body = text.slice(at, part.end).replace(/[\s([【(（]+$/, "");
  const heading = section.paragraphs[0] ?? "";
  const source = text.slice(at, part.labels.at(-1)?.end ?? part.end).trim();
  const sentences = itemsOfSentences(section.mark, body, reading);
  if (part.labels.length === 0) return sentences;
  const labels = readLabels(text, part, reading.vocabulary);
  const { lead, cooperating } = labels;
  if (lead.length + cooperating.length === 0 && sentences.length > 1)
    return sentences.map((item) =>
      item.phrases.length > 0 ? item : { ...item, phrases: labels.phrases, vague: labels.vague ?? item.vague },
    );
  const [only] = sentences.length === 1 ? sentences : [];
  const content = body.trim() === "" ? (part.at === 0 || isFirst ? heading : "") : body.trim();
  if (content === "") return [];
  return [
    {
      mark: section.mark,
      content: tidy(content),
      source: body.trim() === "" ? `${heading} ${source}` : source,
      lead: lead.length > 0 ? lead : (only?.lead ?? reading.headLead),
      cooperating: cooperating.length > 0 ? cooperating : (only?.cooperating ?? []),
      leaders: labels.leaders.length > 0 ? labels.leaders : (only?.leaders ?? []),
      phrases:
        labels.phrases.length > 0 || labels.vague !== null
          ? labels.phrases
          : (only?.phrases ?? duePhrases(plainForm(body)).filter(isLimit)),
      vague: labels.vague ?? only?.vague ?? vagueWords(plainForm(body)),
      carried: only?.carried ?? (lead.length === 0 && reading.headLead.length > 0 ? ["lead"] : []),
    },
  ];
}

function readLabels(text: string, { labels }: LabelledPart, vocabulary: Vocabulary): CellRoles {
  const valuesOf = (kind: string): readonly string[] =>
    labels.filter((label) => label.kind === kind).map(({ at, end }) => plainForm(text.slice(at, end)).trim());
  return cellsRead(
    {
      lead: valuesOf("lead"),
      responsible: valuesOf("responsible"),
      cooperating: valuesOf("cooperating"),
      leader: valuesOf("leader"),
      due: valuesOf("due"),
    },
    vocabulary,
  );
}
