import { rangeNamed } from "./a1.ts";
import { batchUpdate } from "./batch-update.ts";
import { missing, unmodelled } from "./errors.ts";
import { within } from "./field-mask.ts";
import { type DataFilter, matches } from "./metadata-filter.ts";
import type { Workbook } from "./model.ts";
import type { Answer, Question } from "./question.ts";
import { spreadsheetOf } from "./render.ts";
import { VALUE_METHODS } from "./value-methods.ts";

type Method = (question: Question) => Answer;

const get: Method = ({ book, query, mask, caller }) => {
  const ranges = query.getAll("ranges").map((range) => rangeNamed(book, range));
  const gridData = query.get("includeGridData") === "true";
  return { body: spreadsheetOf(book, { email: caller.email, mask, gridData, ranges }) };
};

/** Ranges told in a body; metadata lookups are not modelled here. */
const getByDataFilter: Method = ({ book, body, mask, caller }) => {
  const { dataFilters = [], includeGridData: gridData = false } = body as DataFilters;
  const ranges = dataFilters.map(({ a1Range, gridRange, developerMetadataLookup }) => {
    if (developerMetadataLookup !== undefined) throw unmodelled("getByDataFilter with developerMetadataLookup");
    return a1Range === undefined ? gridRange! : rangeNamed(book, a1Range);
  });
  return { body: spreadsheetOf(book, { email: caller.email, mask, gridData, ranges }) };
};

interface DataFilters {
  readonly dataFilters?: readonly DataFilter[];
  readonly includeGridData?: boolean;
}

interface BatchUpdateBody {
  readonly requests?: readonly object[];
  readonly includeSpreadsheetInResponse?: boolean;
  readonly responseRanges?: readonly string[];
  readonly responseIncludeGridData?: boolean;
}

const update: Method = (question) => {
  const { requests = [], ...wanted } = question.body as BatchUpdateBody;
  const { book, replies } = batchUpdate(question.book, requests, question.caller);
  const updated = wanted.includeSpreadsheetInResponse === true && { updatedSpreadsheet: after(question, book, wanted) };
  return { book, body: { spreadsheetId: book.id, replies, ...updated } };
};

function after({ mask, caller }: Question, book: Workbook, wanted: BatchUpdateBody): object {
  const ranges = (wanted.responseRanges ?? []).map((range) => rangeNamed(book, range));
  const gridData = wanted.responseIncludeGridData === true;
  return spreadsheetOf(book, {
    email: caller.email,
    mask: within(mask, "updatedSpreadsheet") ?? null,
    gridData,
    ranges,
  });
}

const searchMetadata: Method = ({ book, body }) => {
  const { dataFilters = [] } = body as { dataFilters?: readonly DataFilter[] };
  const matched = book.metadata.flatMap((developerMetadata) => {
    const filters = dataFilters.filter((filter) => matches(book, developerMetadata, filter));
    return filters.length === 0 ? [] : [{ developerMetadata, dataFilters: filters }];
  });
  return { body: matched.length === 0 ? {} : { matchedDeveloperMetadata: matched } };
};

const getMetadata: Method = ({ book, route }) => {
  const found = book.metadata.find(({ metadataId }) => String(metadataId) === route.path.metadataId);
  if (found === undefined) throw missing();
  return { body: found };
};

const METHODS: Readonly<Record<string, Method>> = {
  ...VALUE_METHODS,
  "spreadsheets.get": get,
  "spreadsheets.getByDataFilter": getByDataFilter,
  "spreadsheets.batchUpdate": update,
  "spreadsheets.developerMetadata.search": searchMetadata,
  "spreadsheets.developerMetadata.get": getMetadata,
};

export const answer: Method = (question) => {
  const method = METHODS[question.route.method];
  if (method === undefined) throw unmodelled(question.route.method);
  return method(question);
};

/** Which quota a method counts against. */
export const kindOf = (method: string): "Read" | "Write" => (/[gG]et|search/.test(method) ? "Read" : "Write");
