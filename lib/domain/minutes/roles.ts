import type { DuePhrase } from "./due-form.ts";
import { duePhrases } from "./due-words.ts";
import { type Mention, mentionsIn, type Vocabulary } from "./mentions.ts";

/** A sentence in which every unit is U, every group G, every person P and every limit D: what is left are the words between them. */
interface Coded {
  readonly code: string;
  readonly mentions: ReadonlyMap<number, Mention>;
  readonly phrases: readonly DuePhrase[];
}

const U = "\ue001";
const G = "\ue002";
const D = "\ue003";
const P = "\ue004";
const MARKS = { unit: U, group: G, person: P } as const;

function coded(text: string, vocabulary: Vocabulary): Coded {
  const phrases = duePhrases(text);
  const isFree = (at: number, end: number) => !phrases.some((phrase) => at < phrase.end && end > phrase.at);
  const marks = [
    ...phrases.map((phrase) => ({ at: phrase.at, end: phrase.end, mark: D, mention: null })),
    ...mentionsIn(text, vocabulary)
      .filter(({ at, end }) => isFree(at, end))
      .map((mention) => ({ at: mention.at, end: mention.end, mark: MARKS[mention.kind], mention })),
  ].sort((a, b) => a.at - b.at);
  const mentions = new Map<number, Mention>();
  let code = "";
  let from = 0;
  for (const { at, end, mark, mention } of marks) {
    code += text.slice(from, at);
    if (mention !== null) mentions.set(code.length, mention);
    code += mark;
    from = end;
  }
  return { code: code + text.slice(from), mentions, phrases };
}

/** Who does what in a clause. `asked`: it says so in so many words (由, 请, 责令, 牵头, 负责); otherwise the unit merely stands at its head. */
export interface Roles {
  readonly lead: readonly Mention[];
  readonly cooperating: readonly Mention[];
  readonly leaders: readonly Mention[];
  readonly phrases: readonly DuePhrase[];
  readonly asked: boolean;
  /** By 由, 请, 责令, 牵头 or 负责. */
  readonly strong: boolean;
  /** The clause is a report of what was, not an order. */
  readonly narrative: boolean;
}

const LIST = `[${U}${G}](?:(?:、|,|和|与|及|以及|、和)?[${U}${G}])*(?:等(?:相关|有关)?(?:单位|部门|职能部门)?)?`;
const PEOPLE = `${P}(?:[、和]${P})*`;
const MODAL = `(?:要|应|须|需|务必|必须|负责|于|在|尽快|尽早|抓紧|立即|马上|加快|继续|进一步|切实|严格|主动|积极|全力|限期|按|根据|认真|${D}|,${D}|会后|分别|再|确保|同步|做好|加强|落实|提供|出具|开展|制定|提出|编制|办理|完成|组织|督促|指导|监督|跟进|提前|对接|协调|研究|拟定|建立|推进|启动|全程|每|据此|对)`;
const LED = `总?牵头(?!的|人|领导|单位[^,。;:]{0,2}汇报)`;
const IN_CHARGE =
  "(?:(?:具体|全面|统一|共同|分别|主要)?负责(?!人|同志)|承担|主办|承办|作为(?:牵头|责任)单位|为(?:牵头|责任)单位|抓好落实)";
const HELP =
  "(?:要|应|须|等|做好|积极|全力|密切|主动|予以|给予|共同|协同|参与)*(?:配合|协助|协办|协同|(?:支持|参与|参加)(?=$|[,、]))";

const LEADERS = [
  new RegExp(`(?:由|请)?(${PEOPLE})(?:负责)?(?:总?牵头|总负责|负责|督办|协调|包抓|召集|挂帅|统筹)`, "dg"),
];
const WITH = new RegExp(
  `(?:由|请|责成|责令)?(${LIST})(?:要|应|负责|牵头,?|积极|主动|抓紧|尽快|须|${D},?)*(?:会同|联合|商(?!业|务|定|谈|品)|协同)(${LIST})`,
  "dg",
);
const HELPERS = [
  new RegExp(`(${LIST})${HELP}(?![${U}${G}])`, "dg"),
  new RegExp(`(?:会同|联合|商)(${LIST})`, "dg"),
  new RegExp(`在(${LIST})(?:的)?(?:配合|协助|支持)下`, "dg"),
];
const ASKED = [
  new RegExp(`(?:由|请|责成|责令|委托|指定)(${LIST})(?!${HELP})`, "dg"),
  new RegExp(`(${LIST})(?:${LED}|${IN_CHARGE})`, "dg"),
];
const HEAD = new RegExp(`^(${LIST})(${MODAL})?(?!${HELP})`, "d");
const TELLS =
  /^(?:汇报|介绍|通报|反映|表示|作了|提出了|提出的|代表|发言|参加|列席|已|正在|完成了|就|对[^,]{0,20}进行了|关于|主要|负责人|负责同志|相关负责|有关负责|主要负责|的)/;

/** Roles of the clauses of one sentence, each read by itself. */
export function rolesOf(clause: string, vocabulary: Vocabulary): Roles {
  const { code, mentions, phrases } = coded(clause, vocabulary);
  const named = (match: RegExpExecArray, group: number): Mention[] => {
    const [from, to] = match.indices?.[group] ?? [0, 0];
    return [...mentions].filter(([at]) => at >= from && at < to).map(([, mention]) => mention);
  };
  const all = (patterns: readonly RegExp[], group = 1): Mention[] =>
    patterns.flatMap((words) => [...code.matchAll(words)].flatMap((match) => named(match, group)));
  const helpers = unique([...all([WITH], 2), ...all(HELPERS)]);
  const asked = unique([...all([WITH]), ...all(ASKED)]).filter((one) => !helpers.includes(one));
  const head = HEAD.exec(code);
  const heads = head === null ? [] : named(head, 1).filter((one) => !helpers.includes(one));
  const narrative = head !== null && TELLS.test(code.slice(head[1]!.length));
  const lead = asked.length > 0 ? asked : narrative ? [] : heads;
  const leaders = all(LEADERS);
  const strong = asked.length > 0;
  return {
    lead,
    cooperating: helpers,
    leaders,
    phrases,
    strong,
    asked: strong || isOrder(head, code, heads, vocabulary),
    narrative,
  };
}

/** What follows a unit that is spoken of and asked nothing: 甲县存在…, 市水务局的…, 乙县境内… */
const SPOKEN_OF =
  /^(?:的|等|及|和|与|附近|境内|辖区|片区|存在|有|是|为|共|目前|现|仍|尚|还|原|因|由于|前期|自|去年|今年以来|近年|累计|反映|系|所|提|承担的|内|至|到|段|方面|组织召开|也|都|均)|^$/;

/** A name that is in no list must be asked in so many words. */
function isOrder(
  head: RegExpExecArray | null,
  code: string,
  heads: readonly Mention[],
  { units }: Vocabulary,
): boolean {
  if (head === null || head[2] !== undefined) return head !== null;
  return heads.some(({ words }) => units.includes(words)) && !SPOKEN_OF.test(code.slice(head[1]!.length));
}

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
