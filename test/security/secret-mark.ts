/** Every password, key, token and secret of the tests holds this word, so that it is known wherever it turns up. */
export const MARK = "geheim";

/** What base64 makes of a word, wherever it begins in the text: only the signs that depend on nothing but the word. */
const inBase64 = (word: string): readonly string[] =>
  [0, 1, 2].map((before) => {
    const code = Buffer.from("\0".repeat(before) + word).toString("base64url");
    const first = Math.ceil((before * 8) / 6);
    return code.slice(first, Math.floor(((before + word.length) * 8) / 6));
  });

const PLAIN = new RegExp(MARK, "gi");
const CODED = new RegExp(inBase64(MARK).join("|"), "g");

/** As it stands, in capitals or small letters, or within something in base64. */
export const showsSecret = (text: string): boolean => text.search(PLAIN) >= 0 || text.search(CODED) >= 0;

export const withoutSecrets = (text: string): string => text.replace(PLAIN, "***").replace(CODED, "***");
