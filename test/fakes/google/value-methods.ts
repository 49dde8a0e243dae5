import type { Answer, Question } from "./question.ts";
import { type ValueRange, valuesOf } from "./value-ranges.ts";
import { appendValues, clearValues, type Written, writeValues } from "./value-writes.ts";

type Method = (question: Question) => Answer;

const renderOf = ({ query }: Question): string => query.get("valueRenderOption") ?? "FORMATTED_VALUE";
const optionOf = ({ query }: Question): string => query.get("valueInputOption") ?? "";
const rangeOf = ({ route }: Question): string => route.path.range!;

const get: Method = (question) => ({ body: valuesOf(question.book, rangeOf(question), renderOf(question)) });

const batchGet: Method = (question) => {
  const { book, query } = question;
  const valueRanges = query.getAll("ranges").map((range) => valuesOf(book, range, renderOf(question)));
  return { body: { spreadsheetId: book.id, valueRanges } };
};

const told = ({ book, range, rows, columns, cells }: Written): object => ({
  spreadsheetId: book.id,
  updatedRange: range,
  updatedRows: rows,
  updatedColumns: columns,
  updatedCells: cells,
});

/** The values as they then stand, when the caller wants to see them. */
function echo(question: Question, { book, range }: Written): object {
  if (question.query.get("includeValuesInResponse") !== "true") return {};
  return { updatedData: valuesOf(book, range, question.query.get("responseValueRenderOption") ?? "FORMATTED_VALUE") };
}

const update: Method = (question) => {
  const { values = [] } = question.body as ValueRange;
  const written = writeValues(question.book, rangeOf(question), values, optionOf(question), question.caller.email);
  return { book: written.book, body: { ...told(written), ...echo(question, written) } };
};

const append: Method = (question) => {
  const { values = [] } = question.body as ValueRange;
  const written = appendValues(question.book, rangeOf(question), values, optionOf(question), question.caller.email);
  const updates = { ...told(written), ...echo(question, written) };
  return { book: written.book, body: { spreadsheetId: question.book.id, updates } };
};

interface BatchBody {
  readonly valueInputOption?: string;
  readonly data?: readonly ValueRange[];
}

const batchUpdate: Method = ({ book, body, caller }) => {
  const { valueInputOption = "", data = [] } = body as BatchBody;
  const responses: object[] = [];
  let next = book;
  for (const { range = "", values = [] } of data) {
    const written = writeValues(next, range, values, valueInputOption, caller.email);
    next = written.book;
    responses.push(told(written));
  }
  return { book: next, body: { spreadsheetId: book.id, responses } };
};

const clear: Method = (question) => {
  const { book, range } = clearValues(question.book, rangeOf(question), question.caller.email);
  return { book, body: { spreadsheetId: book.id, clearedRange: range } };
};

export const VALUE_METHODS: Readonly<Record<string, Method>> = {
  "spreadsheets.values.get": get,
  "spreadsheets.values.batchGet": batchGet,
  "spreadsheets.values.update": update,
  "spreadsheets.values.append": append,
  "spreadsheets.values.batchUpdate": batchUpdate,
  "spreadsheets.values.clear": clear,
};
