import { asSeenBy, OWNER } from "../access.ts";
import { invalid } from "../errors.ts";
import { overlay } from "../field-mask.ts";
import { areaOf, sheetOf } from "../grid.ts";
import { freshId, type NamedRange, type ProtectedRange, type Workbook } from "../model.ts";
import type { Handler } from "./handler.ts";
import { updateMask } from "./masks.ts";

const allProtected = (book: Workbook): readonly ProtectedRange[] =>
  book.sheets.flatMap(({ protectedRanges }) => protectedRanges);

export const addProtectedRange: Handler<{ protectedRange?: Partial<ProtectedRange> }> = (
  book,
  { protectedRange: wanted = {} },
  email,
) => {
  const taken = (id: number): boolean => allProtected(book).some((range) => range.protectedRangeId === id);
  const protectedRangeId = wanted.protectedRangeId ?? freshId(book, taken);
  if (taken(protectedRangeId)) throw invalid(`Protected range with id ${protectedRangeId} already exists.`);
  const range = checked(book, { ...wanted, protectedRangeId }, email);
  sheetOf(book, range.range!.sheetId).protectedRanges.push(range);
  return { addProtectedRange: { protectedRange: asSeenBy(email, range) } };
};

/** Whoever asks can never lock himself out. */
function checked(book: Workbook, wanted: ProtectedRange, email: string): ProtectedRange {
  const { requestingUserCanEdit, ...range } = wanted as ProtectedRange & { requestingUserCanEdit?: boolean };
  if (range.namedRangeId !== undefined) throw invalid("Protecting a named range is not modelled by this fake.");
  if (range.range === undefined) throw invalid("Must specify a range to protect.");
  areaOf(book, range.range);
  for (const free of range.unprotectedRanges ?? []) areaOf(book, free);
  if (range.warningOnly === true && range.editors !== undefined)
    throw invalid("Cannot set editors on a protected range that is warning only.");
  if (range.warningOnly === true) return range;
  return {
    ...range,
    editors: { ...range.editors, users: [...new Set([OWNER, email, ...(range.editors?.users ?? [])])] },
  };
}

export const updateProtectedRange: Handler<{ protectedRange?: Partial<ProtectedRange>; fields?: string }> = (
  book,
  { protectedRange: wanted = {}, fields },
  email,
) => {
  const mask = updateMask(fields, "ProtectedRange");
  const before = protectedRange(book, wanted.protectedRangeId);
  const next = overlay<object>(before, wanted, mask) as ProtectedRange;
  const range = checked(book, { ...next, protectedRangeId: before.protectedRangeId }, email);
  forget(book, before);
  sheetOf(book, range.range!.sheetId).protectedRanges.push(range);
  return {};
};

export const deleteProtectedRange: Handler<{ protectedRangeId?: number }> = (book, { protectedRangeId }, email) => {
  const range = protectedRange(book, protectedRangeId);
  if (!("requestingUserCanEdit" in asSeenBy(email, range)))
    throw invalid("You don't have permission to remove this protected range.");
  forget(book, range);
  return {};
};

function protectedRange(book: Workbook, id = 0): ProtectedRange {
  const found = allProtected(book).find(({ protectedRangeId }) => protectedRangeId === id);
  if (found === undefined) throw invalid(`No protected range with id: ${id}`);
  return found;
}

function forget(book: Workbook, range: ProtectedRange): void {
  for (const sheet of book.sheets) sheet.protectedRanges = sheet.protectedRanges.filter((other) => other !== range);
}

export const addNamedRange: Handler<{ namedRange?: Partial<NamedRange> }> = (book, { namedRange: wanted = {} }) => {
  const taken = (id: string): boolean => book.namedRanges.some(({ namedRangeId }) => namedRangeId === id);
  const namedRangeId = wanted.namedRangeId ?? String(freshId(book, (id) => taken(String(id))));
  if (taken(namedRangeId)) throw invalid(`Named range with id ${namedRangeId} already exists.`);
  const range = checkedName(book, { ...wanted, namedRangeId } as NamedRange, null);
  book.namedRanges.push(range);
  return { addNamedRange: { namedRange: range } };
};

function checkedName(book: Workbook, range: NamedRange, own: NamedRange | null): NamedRange {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(range.name ?? "")) throw invalid(`Invalid named range name: ${range.name}`);
  const same = ({ name }: NamedRange): boolean => name.toLowerCase() === range.name.toLowerCase();
  if (book.namedRanges.some((other) => other !== own && same(other)))
    throw invalid(`A named range with name '${range.name}' already exists.`);
  areaOf(book, range.range);
  return range;
}

export const updateNamedRange: Handler<{ namedRange?: Partial<NamedRange>; fields?: string }> = (
  book,
  { namedRange: wanted = {}, fields },
) => {
  const mask = updateMask(fields, "NamedRange");
  const before = named(book, wanted.namedRangeId);
  const next = overlay<object>(before, wanted, mask) as NamedRange;
  const range = checkedName(book, { ...next, namedRangeId: before.namedRangeId }, before);
  book.namedRanges = book.namedRanges.map((other) => (other === before ? range : other));
  return {};
};

export const deleteNamedRange: Handler<{ namedRangeId?: string }> = (book, { namedRangeId }) => {
  const range = named(book, namedRangeId);
  book.namedRanges = book.namedRanges.filter((other) => other !== range);
  return {};
};

function named(book: Workbook, id = ""): NamedRange {
  const found = book.namedRanges.find(({ namedRangeId }) => namedRangeId === id);
  if (found === undefined) throw invalid(`No named range with id: ${id}`);
  return found;
}
