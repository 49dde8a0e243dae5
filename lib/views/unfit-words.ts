import { itemsWords } from "./item-ranges.ts";
import { oneLine } from "./one-line.ts";

interface Unfit {
  readonly item: string;
  readonly because: string;
  readonly key: string;
  readonly header: string;
  readonly value: string;
}

/** Why proposed rows did not go in, those of one cause together: 第 3 条缺“时限”；第 86–95 条的“评委”（庚评）无法识别. */
export const unfitWords = (unfit: readonly Unfit[]): string =>
  [
    ...Map.groupBy(unfit, ({ because, key, header, value }) =>
      JSON.stringify([because, header === "" ? key : header, value]),
    ).values(),
  ]
    .map((alike) => faultWords({ ...alike[0]!, item: itemsWords(alike.map(({ item }) => item)) }))
    .join("；");

function faultWords(unfit: Unfit): string {
  const item = `第 ${unfit.item} 条`;
  if (unfit.because === "exists") return `${item}（${oneLine(unfit.key, 60)}）台账中已有`;
  if (unfit.because === "taken") return `${item}的编号 ${oneLine(unfit.key, 60)} 已用于表中另一事项`;
  return unfit.because === "missing"
    ? `${item}缺“${unfit.header}”`
    : `${item}的“${unfit.header}”${foundWords(unfit)}无法识别`;
}

const foundWords = ({ value }: Unfit): string => (value === "" ? "" : `（${oneLine(value, 30)}）`);
