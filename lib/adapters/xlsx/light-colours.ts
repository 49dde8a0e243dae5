/** Light words and their fill and font colours (the usual pale fills with a dark word of the same hue). */
export const LIGHT_COLOURS = [
  ["红", "FFFFC7CE", "FF9C0006"],
  ["黄", "FFFFEB9C", "FF7F6000"],
  ["蓝", "FFDDEBF7", "FF1F4E78"],
  ["绿", "FFC6EFCE", "FF006100"],
  ["灰", "FFD9D9D9", "FF404040"],
  ["免", "FFF2F2F2", "FF7F7F7F"],
] as const;
