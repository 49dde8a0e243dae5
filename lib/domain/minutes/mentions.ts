/** Names that may be met, as they stand in the lists, in plain form and without blanks. */
export interface Vocabulary {
  readonly units: readonly string[];
  readonly people: readonly string[];
}

/** `group`: 各县区, 建设单位 … : somebody, but no unit by name. `unit` may be in the list or only look like a unit. */
export interface Mention {
  readonly kind: "unit" | "group" | "person";
  readonly at: number;
  readonly end: number;
  readonly words: string;
}

type Index = ReadonlyMap<string, readonly string[]>;
const indexes = new WeakMap<readonly string[], Index>();

function indexOf(words: readonly string[]): Index {
  const known = indexes.get(words);
  if (known !== undefined) return known;
  const longestFirst = [...words].filter((word) => word !== "").sort((a, b) => b.length - a.length);
  const index = Map.groupBy(longestFirst, (word) => word[0]!);
  indexes.set(words, index);
  return index;
}

export const wordAt = (text: string, at: number, words: readonly string[]): string | null =>
  indexOf(words)
    .get(text[at]!)
    ?.find((word) => text.startsWith(word, at)) ?? null;

const SUFFIX =
  "(?:办公室|委员会|管委会|指挥部|项目部|人民政府|政府|检察院|法院|支行|银行|集团|公司|中心|协会|学院|学校|医院|大队|支队|总队|街道办事处|街道办|街道|专班|领导小组|工作组|监察组|检查组|督导组|小组|电视台|气象台|供电所|分局|党组|党委|工委|局|委|办|厅|院|部|处|所|站|队|社|镇|乡|县|区|市)";
const NEXT =
  "(?:$|[、,;。:()\\n]|和|与|及|并|以及|总?牵头|负责|承担|配合|协助|协同|会同|联合|共同|支持|参与|要|应|须|需|务必|必须|于|在|按|尽快|尽早|抓紧|立即|马上|加快|继续|进一步|切实|严格|主动|积极|全力|组织|落实|督促|协调|统筹|做好|完成|制定|提出|研究|办理|具体|分别|同步|同时|作为|为|对|将|把|根据|依法|会后|年底|年内|月底|本月|下月|本周|下周|今年|明年|春节|国庆|\\d|[〇一二三四五六七八九十两]+(?:月|个|日|天|周|年)|等|每|自|从|限期|认真|全面|加强|拟定|起草|出具|报|指导|监督|启动|开展|推进|明确|再|跟进|提前|出具|提供|建立|编制|加强|保障|对接|确保|争取|力争|收到|确定|分管|牵线|三季度|[一二三四]季度|上半年|下半年|即日|第)";
const VERB =
  /加快|推进|完成|建设|做好|办理|组织|落实|督促|协调|统筹|研究|制定|提出|解决|确保|开展|加强|按照|根据|围绕|关于|成立|召开|明确|同意|支持|实施|启动|报|向|为|将|把|对|在|于|从|以|经|及时|继续|立即|抓紧|尽快|要|须|应|已|了|的|请|由|责|会议|听取|通过|保障|提升|用好|负责|牵头|配合|会同|联合|主动|积极|严格|认真|切实|全面|进一步|加大|深入|依法|联系|严禁|同步|督|年|月|日|前|内/;
const NAME = new RegExp(`[\\u4e00-\\u9fffA-Za-z0-9·]{1,18}?${SUFFIX}(?=${NEXT})`, "y");
/** What may follow a known name and make it another one: 甲县 in 甲县水务局. */
const LONGER = new RegExp(`[\\u4e00-\\u9fff]{0,10}?${SUFFIX}(?=${NEXT})`, "y");
export const GROUP = new RegExp(
  `(?:(?:市直|市级|全市|县级)?(?:各(?:有关|相关|级|地)?|有关|相关|其他|其余|所有|上述|以上|沿线|牵头|配合|成员|[两三四五六七八](?:家|个)?)|(?:该|本)?(?:项目|建设|施工|监理|设计|勘察|业主|产权|运营|管线|责任|实施|属地|主管|行业|代建|总包|承建|中标))[^,。;:、\\n]{0,8}?(?:县\\((?:市、)?区\\)(?:人民政府)?|县、区|县区|县市区|县|区|乡镇|镇|街道|单位|部门|企业|园区|业主|法人|公司|国企|政府|局|委)(?=${NEXT})`,
  "y",
);
/** 项目可研批复由市发改委: words before a name. */
const NO_GROUP = /[由请的对将把]|会同|负责|牵头|批复|审批/;
const STOP = new Set([
  "全市",
  "我市",
  "本市",
  "全县",
  "全区",
  "辖区",
  "园区",
  "片区",
  "城区",
  "该市",
  "地区",
  "社会",
  "现场办",
  "村庄社",
  "市区",
  "县区",
  "市县",
  "主城区",
  "新区",
]);

const START = /(?:^|[,;:。()\n!?])$/;
const ASKED = /(?:由|请|责成|责令|要求|指定|委托|会同|联合|商|配合|协助|协同)$/;
const BEFORE_KNOWN =
  /(?:由|请|责成|责令|要求|指定|委托|会同|联合|商|和|与|及|同|配合|协助|协同|督促|支持|指导|协调|向|对|报|经|在|是|为|让|令|给|将|把|会议|明确|议定|决定|强调|指出|认为|前|内|底|末|后|、|听取|[一二三四五六七八九]是)$/;

/** Units, groups and people in a plain sentence, in its order; what stands inside 《》 or “” is no doer. */
export function mentionsIn(text: string, vocabulary: Vocabulary): readonly Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < text.length; ) {
    const closing = QUOTES[text[at]!];
    if (closing !== undefined) {
      const end = text.indexOf(closing, at);
      at = end < 0 ? at + 1 : end + 1;
      continue;
    }
    const mention = mentionAt(text, at, vocabulary, found.at(-1));
    if (mention !== null) found.push(mention);
    at = mention?.end ?? at + 1;
  }
  return found;
}

const QUOTES: Readonly<Record<string, string>> = { "《": "》", "“": "”", "「": "」" };

function mentionAt(text: string, at: number, vocabulary: Vocabulary, last: Mention | undefined): Mention | null {
  const before = text.slice(Math.max(0, at - 4), at);
  const follows = last !== undefined && /^(?:、|,|和|与|及|以及|、和|\/)$/.test(text.slice(last.end, at));
  const free = START.test(before) || follows;
  if (!free && !ASKED.test(before) && !BEFORE_KNOWN.test(before)) return null;
  return (
    personAt(text, at, vocabulary) ??
    groupAt(text, at) ??
    knownAt(text, at, vocabulary) ??
    (free || ASKED.test(before) ? namedAt(text, at) : null)
  );
}

const made = (kind: Mention["kind"], text: string, at: number, end: number): Mention => ({
  kind,
  at,
  end,
  words: text.slice(at, end),
});

export const sticky = (words: RegExp, text: string, at: number): string | null => {
  words.lastIndex = at;
  return words.exec(text)?.[0] ?? null;
};

const TITLE =
  /(?:(?:市委|市政府|县委|县政府|市|县)?(?:常务副市长|副市长|市长|副县长|常务副县长|县长|副书记|书记|常委|副秘书长|秘书长|主任|局长))?(?:同志)?/y;
const TITLED = /[\u4e00-\u9fff]{1,3}?(?:常务副市长|副市长|市长|副县长|县长|副书记|副秘书长|秘书长)(?:同志)?/y;

function personAt(text: string, at: number, { people }: Vocabulary): Mention | null {
  const name = wordAt(text, at, people);
  if (name !== null)
    return made("person", text, at, at + name.length + (sticky(TITLE, text, at + name.length) ?? "").length);
  const titled = sticky(TITLED, text, at);
  return titled === null || VERB.test(titled) ? null : made("person", text, at, at + titled.length);
}

function groupAt(text: string, at: number): Mention | null {
  const group = sticky(GROUP, text, at);
  return group === null || NO_GROUP.test(group) ? null : made("group", text, at, at + group.length);
}

/** A name of the list counts only where it is the whole name. */
function knownAt(text: string, at: number, { units }: Vocabulary): Mention | null {
  const name = wordAt(text, at, units);
  if (name === null) return null;
  const end = at + name.length;
  const more = wordAt(text, end, units) === null ? sticky(LONGER, text, end) : null;
  const longer = more !== null && more !== "" && !VERB.test(more) && !STARTS_AFRESH.test(more);
  return made("unit", text, at, longer ? end + more.length : end);
}

const STARTS_AFRESH = /^(?:和|与|及|共同|参与|承担|牵|协|会同|联合|商(?!务|业)|全力|主动|积极|认真|切实|分管|限期|按)/;

function namedAt(text: string, at: number): Mention | null {
  const name = sticky(NAME, text, at);
  return name === null || VERB.test(name) || STOP.has(name) || name.length < 2
    ? null
    : made("unit", text, at, at + name.length);
}
