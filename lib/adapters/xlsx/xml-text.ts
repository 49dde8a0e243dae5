/** Text between people's characters and XML's: entities, and the `_x000D_` escapes of spreadsheets (ECMA-376 22.9.2.19). */

const MAX_CELL_TEXT = 32_767;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function escapeXml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")
    : text;
}

/** Undoes entities; an unknown one stays as typed. */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);/g, (whole, name: string) => {
    if (name[0] !== "#") return ENTITIES[name] ?? whole;
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

/** `_x000D_` → the character it stands for; `_x005F_x000D_` → the text `_x000D_`. */
export function unescapeCell(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * The text as a cell will hold it: line ends are LF, characters XML cannot hold and lone surrogates are dropped,
 * at most 32,767 characters. Comparing goes through here too, so what was cut once is not a change ever after.
 */
export function cellText(text: string): string {
  const kept = isPlain(text) ? text : cleaned(text);
  if (kept.length <= MAX_CELL_TEXT) return kept;
  return kept.slice(0, isHighSurrogate(kept.charCodeAt(MAX_CELL_TEXT - 1)) ? MAX_CELL_TEXT - 1 : MAX_CELL_TEXT);
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 ? code !== 9 && code !== 10 : code >= 0xd800 && (code < 0xe000 || code >= 0xfffe)) return false;
  }
  return true;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;

function cleaned(text: string): string {
  let out = "";
  for (const char of text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").toWellFormed()) {
    const code = char.codePointAt(0)!;
    const allowed = code >= 0x20 ? code !== 0xfffe && code !== 0xffff && code !== 0xfffd : code === 9 || code === 10;
    if (allowed) out += char;
  }
  return out;
}

/** A cleaned cell text as the content of `<t>`. */
export function escapeCell(text: string): string {
  const literal = text.includes("_x") ? text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_") : text;
  return escapeXml(literal);
}

/** `<t>` loses blanks at its ends and line breaks unless told to keep them. */
export function needsPreserve(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 0x20 || last <= 0x20 || text.includes("\n") || text.includes("  ");
}
