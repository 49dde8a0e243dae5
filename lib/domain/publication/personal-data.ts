/** What a text may hold that is nobody's business. Source: 个人信息保护法 4, 28; 政府信息公开条例 15. */
export type PersonalData = "mobile" | "phone" | "identity-number" | "bank-card" | "e-mail" | "account" | "dwelling";

type Patterns = readonly (readonly [PersonalData, RegExp])[];

const MONTH_AND_DAY = String.raw`(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const IDENTITY = String.raw`[1-9]\d{5}(?:18|19|20)\d{2}${MONTH_AND_DAY}\d{3}[\dXx]`;
const alone = (pattern: string): RegExp => new RegExp(String.raw`(?<![\dA-Za-z])(?:${pattern})(?![\dA-Za-z])`, "u");

const MOBILE: Patterns = [["mobile", /(?<!\d)(?:(?:00|\+)?86)?[\s-]?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/u]];
const IDENTITY_NUMBER: Patterns = [["identity-number", alone(IDENTITY)]];
const E_MAIL: Patterns = [
  ["e-mail", /[\p{L}\p{N}._%+-]+\s*(?:@|\[at\]|\(at\))\s*[\p{L}\p{N}-]+(?:\s*\.\s*[\p{L}\p{N}-]+)+/iu],
];

/** Under its own name. */
const CALLED: Patterns = [
  ["phone", /(?:电话|手机|座机|热线|传真|联系方式|tel|phone)[^\d\p{L}]{0,4}\+?\d[\d\s-]{5,}/iu],
];

/** As written. */
const WRITTEN: Patterns = [
  ...MOBILE,
  ...IDENTITY_NUMBER,
  ...E_MAIL,
  ["identity-number", alone(String.raw`[1-9]\d{7}${MONTH_AND_DAY}\d{3}`)],
  ["identity-number", alone(String.raw`[1-9]\d{5}[\s-]+(?:18|19|20)\d{2}${MONTH_AND_DAY}[\s-]+\d{3}[\dXx]`)],
  ["bank-card", /(?<!\d)(?:62\d{2}|[3-6]\d{3})(?: ?\d{4}){3}(?: ?\d{1,3})?(?!\d)/u],
  ["phone", /(?<!\d)0{1,2}[1-9]\d{1,2}[\s)/‐-―-]{0,2}\d{7,8}(?!\d)|(?<!\d)[48]00[\s-]?\d{3}[\s-]?\d{4}(?!\d)/u],
  ...CALLED,
  ["account", /(?:(?:微信|v信|(?<![a-z])vx)(?:同?号)?|wechat|weixin|qq[号群]?)[^\p{L}\p{N}]{0,3}[A-Za-z0-9_-]{5,}/iu],
  ["dwelling", /\d+\s*单元\s*\d+|(?:号楼|栋|幢|座)\s*\d+\s*室/u],
];

/** The first kind of personal data found in a text, however its digits are written; null = none. */
export function personalDataIn(text: string): PersonalData | null {
  const plain = plainOf(text);
  return found(WRITTEN, plain) ?? scattered(plain);
}

/** Of a link, whose numbers are mostly days and pages. */
export const personalDataInLink = (link: string): PersonalData | null =>
  found([...MOBILE, ...IDENTITY_NUMBER, ...E_MAIL], plainOf(unquoted(link)));

const plainOf = (text: string): string => text.normalize("NFKC").replace(/[\p{Cf}\p{Mn}]/gu, "");

/** A link as people read it. */
export function unquoted(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

const found = (patterns: Patterns, text: string): PersonalData | null =>
  patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

const CHINESE_DIGITS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖";
const VALUES = "001234567891123456789";
/** Digits with what people put between them; a comma parts thousands, and is none. */
const RUN = /(?<![\dA-Za-z])\d(?:[\s\-‐-―.·•_~/()*]*\d){10,17}(?:[\s\-.]*[Xx])?(?![\dA-Za-z])/gu;

/** Numbers whose digits were spaced out or spelt: a run with a year of its own is a number of a file. */
function scattered(text: string): PersonalData | null {
  const digits = text.replace(new RegExp(`[${CHINESE_DIGITS}]`, "gu"), (one) => VALUES[CHINESE_DIGITS.indexOf(one)]!);
  const called = found(CALLED, digits);
  if (called !== null) return called;
  for (const [run] of digits.matchAll(RUN)) {
    const whole = run.replace(/[^\dXx]/g, "");
    const hasYear = run.split(/\D+/).some((group) => /^(?:19|20)\d{2}$/.test(group));
    if (/^1[3-9]\d{9}$/.test(whole) && !hasYear) return "mobile";
    if (new RegExp(`^${IDENTITY}$`).test(whole) && isChecked(whole)) return "identity-number";
  }
  return null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Source: GB 11643-1999, the check digit of 公民身份号码. */
function isChecked(number: string): boolean {
  const sum = WEIGHTS.reduce<number>((so, weight, at) => so + weight * Number(number[at]), 0);
  return "10X98765432"[sum % 11] === number[17]!.toUpperCase();
}
