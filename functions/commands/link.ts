import { mayLook } from "../../lib/domain/board-scope.ts";
import { addDays, type PlainDate } from "../../lib/domain/dates.ts";
import { nearest } from "../../lib/domain/nearest.ts";
import { addressOf, isDisabled } from "../../lib/domain/recipients.ts";
import type { Person } from "../../lib/domain/registry.ts";
import { boardOf } from "../../lib/jobs/board.ts";
import type { JobInput } from "../../lib/jobs/job.ts";
import { look } from "../../lib/jobs/look.ts";
import { peopleCalled } from "../../lib/jobs/no-mail.ts";
import { LINK_DAYS } from "../../lib/rules/mail-rules.ts";
import { ruleOn } from "../../lib/rules/rulebook.ts";
import { linkWords, type ToldLink } from "../../lib/views/link-words.ts";
import { oneLine } from "../../lib/views/one-line.ts";
import { linkUrl } from "../board/link.ts";
import type { BoardAccess } from "../config.ts";
import { ConfigError } from "../config-error.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";
import { refuseOptions } from "../unfit-options.ts";
import { wire } from "../wire.ts";

/** `duban link NAME --days N`: the board's link of one person, for the office's own screen or for somebody who lost the letter. */
export async function link(context: Context, name: string): Promise<ExitCode> {
  const { options } = context;
  refuseOptions("link", options, ["asOf", "knownAt", "period", "dryRun", "out"]);
  const config = context.config();
  const days = daysOf(options.days);
  const access = accessOf(config.board);
  const { outside, clock, close } = await wire(config, { store: "look" });
  try {
    const input = await look(outside, { asOf: clock.today(), period: null, knownAt: null });
    const told = toldLink(
      access,
      input,
      personCalled(input, name),
      days ?? ruleOn(input.book, LINK_DAYS, input.asOf).value,
    );
    context.print(options.json === true ? JSON.stringify(told) : linkWords(told));
    return 0;
  } finally {
    await close();
  }
}

/** A screen on a wall hangs for a year. */
const MOST_DAYS = 400;

function daysOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_DAYS) return Number(text);
  throw new UsageError(`--days “${text.slice(0, 20)}” 不是 1 到 ${MOST_DAYS} 的整数。`);
}

function accessOf(board: BoardAccess | null): BoardAccess {
  if (board !== null) return board;
  throw new ConfigError(["没有设置 DUBAN_LINK_SECRET 和 DUBAN_BOARD_URL，不能签发链接"]);
}

function toldLink(access: BoardAccess, input: JobInput, person: Person, days: number): ToldLink {
  const { name, unit } = person;
  const address = addressOf(person)!;
  const until: PlainDate = addDays(input.asOf, days);
  const { projects } = boardOf(input, { person: { name, unit }, until });
  return { name, unit, address, until, projects: projects.length, url: linkUrl(access, { address, until }) };
}

/** Throws UsageError with the way out. */
function personCalled({ reading }: JobInput, name: string): Person {
  const { people } = reading.registry;
  const found = peopleCalled(people, name.normalize("NFKC").trim());
  const inUse = found.filter(mayLook);
  const [person] = inUse;
  if (found.length === 0) throw new UsageError(`「人员」中没有 “${oneLine(name)}”${nearestWords(people, name)}。`);
  if (person === undefined) throw new UsageError(`${called(found[0]!)} 在「人员」中${outWords(found)}，不能签发链接。`);
  if (new Set(inUse.map((one) => addressOf(one) ?? one.key)).size > 1)
    throw new UsageError(
      `「人员」中有 ${inUse.length} 个 “${oneLine(name)}”，请写明是哪一个：${inUse.map(called).join("、")}。`,
    );
  if (addressOf(person) === null)
    throw new UsageError(`${called(person)} 在「人员」中没有可用的邮箱，链接须凭邮箱认人，请先补上。`);
  return person;
}

const outWords = (found: readonly Person[]): string =>
  found.every(isDisabled) ? "已停用" : "的“停用”一格无法识别（停用填 是，在用的留空）";

const called = ({ name, unit }: Person): string => `${oneLine(name, 30)}（${oneLine(unit, 40)}）`;

function nearestWords(people: readonly Person[], name: string): string {
  const near = nearest(name.normalize("NFKC").trim(), [...new Set(people.map((one) => one.name))]);
  const rows = people.filter((one) => one.name === near);
  return rows.length === 0 ? "" : `，最接近的是 ${rows.map(called).join("、")}`;
}
