import { isSheetDate, isSheetError, type RawCell } from "../../ports/spreadsheet.ts";
import { cleanText, withoutBlanks } from "../clean.ts";
import { type CellProblem, problem } from "./problem.ts";

/** NFKC and trimmed; a figure or a day as it would be typed. Null for blanks. */
export function readText(cell: RawCell): string | null {
  if (typeof cell === "string") return cleanText(cell) || null;
  if (cell === null || (typeof cell === "object" && isSheetError(cell))) return null;
  if (typeof cell === "object") return isSheetDate(cell) ? cell.date : null;
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : String(cell);
}

/** A key as typed: 001 stays 001, the figure 31 is "31". A day is what Excel made of 3-1 and cannot be undone. */
export function readId(cell: RawCell): string | null | CellProblem {
  if (typeof cell === "string") return cleanText(cell) || null;
  if (cell === null) return null;
  return typeof cell === "number" && Number.isFinite(cell) ? String(cell) : problem("id-unreadable");
}

const SEPARATORS = /[、，,;；/\n]+/;

/** Words separated by 、 (or , ; / and line breaks), each once. Null for blanks. */
export function readList(cell: RawCell): readonly string[] | null {
  const text = typeof cell === "string" ? cell : readText(cell);
  if (text === null) return null;
  const words = text
    .split(SEPARATORS)
    .map(cleanText)
    .filter((word) => word !== "");
  return words.length === 0 ? null : [...new Set(words)];
}

/** Syntax only (RFC 5321 without quoted local parts); lower case, since the address is a person's identity. */
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

export function readEmail(cell: RawCell): string | null | CellProblem {
  if (typeof cell === "string" && /[\r\n]/.test(cell.trim())) return problem("email-line-break");
  const text = readText(cell)?.toLowerCase() ?? null;
  if (text === null) return null;
  const dots = text.startsWith(".") || text.includes("..") || text.includes(".@");
  if (text.length <= 254 && !dots && EMAIL.test(text)) return text;
  return problem("email-unreadable");
}

export function readUrl(cell: RawCell): string | null | CellProblem {
  const text = readText(cell);
  if (text === null) return null;
  return /^https?:\/\/[^\s<>"']+$/i.test(text) && URL.canParse(text) ? text : problem("url-unreadable");
}

const YES = new Set(["是", "√", "✓", "✔", "☑", "1", "true", "yes", "y"]);
const NO = new Set(["否", "×", "✗", "✘", "x", "☐", "0", "false", "no", "n"]);

/** 是/否/√/1/TRUE. Null for blanks. */
export function readBool(cell: RawCell): boolean | null | CellProblem {
  if (typeof cell === "boolean") return cell;
  const text = cell === null ? "" : withoutBlanks(readText(cell) ?? "").toLowerCase();
  if (text === "") return null;
  if (YES.has(text)) return true;
  return NO.has(text) ? false : problem("bool-unreadable");
}
