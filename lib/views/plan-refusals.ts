import { oneLine } from "./one-line.ts";

type Facts = Readonly<Record<string, string>>;

const near = (name: string | undefined): string => (name ? `，最接近“${oneLine(name)}”` : "");

const stepOf = ({ template, seqs }: Facts): string => `模板“${oneLine(template!)}”第 ${seqs} 步`;

/** 请更正（「节点模板」D5、D6） */
const mend = ({ cells }: Facts): string => `请更正（${oneLine(cells!, 200)}）`;

const WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  "project-unknown": ({ project, nearest }) => `没有项目“${oneLine(project!)}”${near(nearest)}。`,
  "project-aside": ({ project }) =>
    `项目 ${oneLine(project!)} 在「项目」表中有误、未计入，先运行 duban explain ${oneLine(project!)} 看原因，更正后再排。`,
  "milestones-aside": ({ project, count }) =>
    `项目 ${oneLine(project!)} 有 ${count} 行节点有误、未计入，不知道哪些已有：先按 duban check 所列更正，再排。`,
  "in-operation": ({ project }) => `项目 ${oneLine(project!)} 已投产，没有要排的。`,
  "template-unknown": ({ template, nearest, names }) =>
    `没有模板“${oneLine(template!)}”${near(nearest)}。可用的是 ${oneLine(names!, 400)}；自己的模板写在「节点模板」。`,
  "template-aside": ({ template, count }) =>
    `模板“${oneLine(template!)}”在「节点模板」中有 ${count} 行有误、未计入，缺了步骤不能套用：先按 duban check 所列更正。`,
  "tab-missing": () => "台账中没有可以读的「节点」表，请先补上。",
  "standing-circular": ({ project, seqs }) =>
    `项目 ${oneLine(project!)} 表中已有的节点 ${oneLine(seqs!)} 互为前置，排不出先后，请先更正前置节点。`,
  waiting: ({ id }) => `草稿 ${id} 已确认、还没有写入台账：先运行 duban run due，再排。`,
  empty: ({ template }) => `模板“${oneLine(template!)}”没有步骤。`,
  "duration-negative": (facts) => `${stepOf(facts)}的工期小于 0，${mend(facts)}。`,
  "duration-too-long": (facts) => `${stepOf(facts)}的工期 ${facts.part} 个工作日太长（最多 2500），${mend(facts)}。`,
  "predecessor-unreadable": (facts) =>
    `${stepOf(facts)}的前置“${oneLine(facts.part!)}”无法识别或重复，请写成 10；20SS+5d 这样的格式（${oneLine(facts.cells!, 200)}）。`,
  "predecessor-unknown": (facts) => `${stepOf(facts)}的前置“${oneLine(facts.part!)}”不在模板里，${mend(facts)}。`,
  "predecessor-itself": (facts) => `${stepOf(facts)}的前置是自己，${mend(facts)}。`,
  circular: (facts) =>
    `模板“${oneLine(facts.template!)}”的第 ${oneLine(facts.seqs!)} 步互为前置，排不出先后，${mend(facts)}。`,
};

/** Why no chain is proposed, and the way out. */
export const planRefusal = (because: string, facts: Facts): string => WORDS[because]!(facts);

export const completeWords = (facts: Facts): string =>
  `项目 ${oneLine(facts.project!)} 已有模板“${oneLine(facts.template!)}”的各步节点，没有缺的。没有起草。`;
