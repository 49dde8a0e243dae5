/**
 * Whether a number format shows a day. Builtin ids: ECMA-376 18.8.30 (14–22, and 27–36, 50–58 of the Chinese and
 * Japanese locales). Formats of a time alone (18–21, 45–47, "h:mm") are numbers to us: they name no day.
 */
export function isDateFormatId(id: number): boolean {
  return (
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    (id >= 57 && id <= 58)
  );
}

/** Only the first section counts (positive numbers). Quoted text, escaped characters and [brackets] are no date letters. */
export function isDateFormatCode(code: string): boolean {
  const bare = bareSection(code).toLowerCase();
  if (bare.includes("general")) return false;
  if (/[yde]/.test(bare.replace(/e[+-]/g, ""))) return true;
  return /m/.test(bare) && !/[hs]/.test(bare);
}

function bareSection(code: string): string {
  let out = "";
  for (let i = 0; i < code.length; i++) {
    const char = code[i]!;
    if (char === ";") return out;
    if (char === "\\" || char === "_" || char === "*") i++;
    else if (char === '"') i = endOf(code, '"', i);
    else if (char === "[") {
      const end = endOf(code, "]", i);
      if (/^\[[hms]+\]?$/i.test(code.slice(i, end + 1))) out += "h";
      i = end;
    } else out += char;
  }
  return out;
}

function endOf(code: string, closing: string, from: number): number {
  const end = code.indexOf(closing, from + 1);
  return end < 0 ? code.length : end;
}
