import { LineRuleType } from "docx";

/** Millimetres and points in twentieths of a point. */
export const mm = (length: number): number => Math.round((length * 1440) / 25.4);
export const points = (size: number): number => Math.round(size * 20);

/** A4; 版心 156 × 225 mm. Source: GB/T 9704-2012, 5.1 and 5.2.1. */
export const PAGE = { width: mm(210), height: mm(297) };
export const MARGIN = { top: mm(37), right: mm(26), bottom: mm(35), left: mm(28) };
export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;

/** 22 lines and 28 characters. Source: 5.2.3. */
export const PITCH = 28.95;
export const CHARACTER = TEXT_WIDTH / 28;
export const characters = (count: number): number => Math.round(count * CHARACTER);

/** Character sizes are in half points. Source: 5.2.2, 7.3.1, 7.4.2, 7.5. */
export const BODY = 32;
export const TITLE = 44;
export const SMALL = 28;
export const TABLE = 24;

export const LINE = { line: points(PITCH), lineRule: LineRuleType.EXACT, before: 0, after: 0 };

/**
 * 28 × 16 pt is wider than 156 mm: characters stand 0.21 pt closer. Word counts in twentieths: four of them leave no room for the 28th, five do.
 */
export const CLOSER = -5;

/** The red of heads and lines. */
export const RED = "FF0000";

const face = (eastAsia: string, latin: string) =>
  ({ eastAsia, ascii: latin, hAnsi: latin, cs: latin, hint: "eastAsia" }) as const;
export const SONG = face("方正小标宋简体", "Times New Roman");
export const FANG = face("仿宋_GB2312", "Times New Roman");
export const HEI = face("黑体", "Times New Roman");
export const KAI = face("楷体_GB2312", "Times New Roman");
/** Page numbers: half-width figures of 宋体. */
export const FIGURES = face("宋体", "宋体");

/** What stands in for a face the machine lacks. None is shipped. */
export const FALLBACKS = [
  ["方正小标宋简体", "宋体"],
  ["仿宋_GB2312", "仿宋"],
  ["楷体_GB2312", "楷体"],
  ["黑体", "SimHei"],
  ["宋体", "SimSun"],
] as const;
