import type { PlainDate } from "../domain/dates.ts";
import { oneLine } from "./one-line.ts";
import { shortDayWords } from "./words.ts";

/** A link that was signed for somebody, and what it opens today. */
export interface ToldLink {
  readonly name: string;
  readonly unit: string;
  readonly address: string;
  /** The last day. */
  readonly until: PlainDate;
  readonly projects: number;
  readonly url: string;
}

export const linkWords = ({ name, unit, until, projects, url }: ToldLink): string =>
  `${oneLine(name, 30)}（${oneLine(unit, 40)}）：现可查看 ${projects} 个项目，有效至${+until.slice(0, 4)}年${shortDayWords(until)}。
链接就是凭据，谁拿到谁能看，请只交给本人；在「人员」中停用或换邮箱，链接即失效。
${url}
上墙（大屏自动翻页）：
${url}&wall=1`;
