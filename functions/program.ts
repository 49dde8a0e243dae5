import { Command, CommanderError } from "commander";
import { readConfig } from "./config.ts";
import type { Context, Options } from "./context.ts";
import { dayArgument } from "./day-argument.ts";
import type { ExitCode } from "./exit.ts";
import { usageWords } from "./usage-words.ts";

type Action = (context: Context, ...args: string[]) => Promise<ExitCode>;
/** A command and what it needs are loaded when it is called: `days` does not wait for the mail library. */
type Load = () => Promise<Action>;
type Environment = Readonly<Record<string, string | undefined>>;

const HELP = `
例：
  duban demo                                         在示例台账上跑一遍，不需要任何设置
  duban run daily --registry 台账.xlsx --dry-run      只看会改哪些格、发哪些信
  duban run due   --registry 台账.xlsx                把此刻该做的都做了（放进定时任务）
  duban chart --registry 台账.xlsx --poster a4        挂图的 A0 大图，用 A4 纸打印拼接
  duban explain P-031 --registry 台账.xlsx            一个项目、节点、问题、任务或单位的每个数字从哪一格来
  duban plan P-031 --template 产业 --finish 2027-06-30 --registry 台账.xlsx   倒排一个项目的节点链

环境变量：DUBAN_REGISTRY、DUBAN_MAIL、DUBAN_STORE、DUBAN_ALLOWED_DOMAINS、DUBAN_MAIL_FROM、DUBAN_REPLY_TO、DUBAN_LINK_SECRET、DUBAN_BOARD_URL、DUBAN_NOW（见 README）。
退出码：0 完成；1 完成但有失败；2 用法、配置或日期不对；3 台账读不出或涉密。`;

/** Of commander's help. */
const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
};

/** Parses argv and runs one command. Throws what `refusalOf` knows how to word. */
export async function program(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  let code: ExitCode = 0;
  const duban = commandLine(environment, (ended) => {
    code = ended;
  });
  try {
    await duban.parseAsync(argv as string[]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}

/** All commands with their options; `onEnd` hears how the one that ran ended. */
export function commandLine(environment: Environment, onEnd: (code: ExitCode) => void): Command {
  const duban = new Command("duban")
    .description("督办：读台账、判节点与预警、写回结论、发提醒")
    .addHelpText("after", HELP)
    .helpOption("-h, --help", "显示用法")
    .helpCommand("help [command]", "显示一个命令的用法")
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title });
  duban.exitOverride().configureOutput({ outputError: (text, write) => write(usageWords(text)) });

  const command = (usage: string, description: string, load: Load): Command => {
    const made = duban.command(usage).description(description);
    for (const [flags, words] of COMMON) made.option(flags, words);
    return made.action(async (...all: unknown[]) => {
      const [self, options, ...reversed] = all.reverse();
      const args = reversed.reverse() as string[];
      void self;
      const action = await load();
      onEnd(await action(contextOf(options as Options, environment), ...args));
    });
  };

  command(
    "init <file>",
    "新建一份空台账，或补齐 gsheet:编号 缺少的表",
    async () => (await import("./commands/init.ts")).init,
  ).option("--repair", "重放 Google 表格里被改动的取数公式");
  command(
    "check",
    "检查台账和设置，列出数据问题，不写任何东西",
    async () => (await import("./commands/check.ts")).check,
  );
  command(
    "run <job>",
    "运行 daily、weekly、monthly、quarterly、yearly，或 due（此刻该做的）",
    async () => (await import("./commands/run.ts")).run,
  );
  command(
    "explain <key>",
    "一个项目、节点、问题、任务或单位的结论：每个数字从哪一格来",
    async () => (await import("./commands/explain.ts")).explain,
  ).option("--docx <file>", "单位的计分说明写成这份 .docx（--period 2026-05、2026Q2 或 2026）");
  command(
    "history <key>",
    "一行从第一次读到至今的经过：每次改动、询问与答复、已发通知",
    async () => (await import("./commands/history.ts")).history,
  );
  command(
    "review",
    "任务讲评和通报的数字：一月、一季或一年（--period 2026-05、2026Q2、2026）；只供管理员",
    async () => (await import("./commands/review.ts")).review,
  );
  command(
    "circular",
    "起草一月、一季或一年的通报（讲评），只据已确认的结果；--out 通报.docx 写出文件，--out 依据.xlsx 写出每个数字的出处",
    async () => (await import("./commands/circular.ts")).circular,
  ).option("--own <file>", "办公室改过的通报（.docx）：用新数字重新生成，保留其中自拟的段落");
  command(
    "plan <project>",
    "一个项目的计划：来不来得及、怎样补救；--template 按模板倒排或顺排，起草待确认的节点",
    async () => (await import("./commands/plan.ts")).plan,
  )
    .option(
      "--template <name>",
      "模板：政府投资、企业投资、产业、基础设施、民生、生态环保、文化旅游，或「节点模板」中的",
    )
    .option("--finish <date>", "倒排：哪一天完成")
    .option("--start <date>", "顺排：从哪一天开始");
  command(
    "minutes <file>",
    "读会议纪要（.txt、.md、.docx），起草待确认的任务",
    async () => (await import("./commands/minutes.ts")).minutes,
  );
  command(
    "pack <meeting>",
    "会议材料：quarter 季调度（--period 2026Q3），meeting 工作例会（--mechanism 招商引资）；只供管理员",
    async () => (await import("./commands/pack.ts")).pack,
  )
    .option("--mechanism <name>", "哪个机制的工作例会（不写则列出各机制）")
    .option("--on <date>", "会议哪一天开（默认截至日），时限从这一天推算")
    .option("--paper <kind>", "材料、纪要 或 交办单（默认 材料）")
    .option("--items <list>", "纪要、交办单：只要其中第几条，如 1,3（默认全部）")
    .option("--draft", "存为草稿，确认后编号、定稿");
  command(
    "adjust",
    "清单动态调整（--period 2026Q2）：申请走到哪一步、缺什么、前后是否平衡；--out 通知.docx 另存样稿；只供管理员",
    async () => (await import("./commands/adjust.ts")).adjust,
  ).option("--draft", "存为草稿：通知和三个附件，前后不平衡的不起草");
  command(
    "list",
    "某一天的清单（--as-of）：有哪些项目、凭哪一行列入、按什么计划；--out 清单.xlsx；不写不发",
    async () => (await import("./commands/list.ts")).list,
  ).option("--since <date>", "与同年更早的这一天相比，增减和变更了什么");
  command(
    "sample",
    "当月督查抽样：到哪些项目核实什么、为什么；不写不发",
    async () => (await import("./commands/sample.ts")).sample,
  )
    .option("--count <n>", "抽几个项目（默认按规则）")
    .option("--seed <words>", "随机抽取的种子（默认为期间，如 2026-09）");
  command(
    "disclose <step> [unit]",
    "信息公开：items 八类事项，list 清单（--period 2026-05），sample 抽查，report 年度报告（--period 2026，可写单位）",
    async () => (await import("./commands/disclose.ts")).disclose,
  )
    .option("--count <n>", "sample：抽几个项目（默认 5）")
    .option("--seed <words>", "sample：随机抽取的种子（默认为期间，如 2026-05）")
    .option("--draft", "report：存为草稿，确认后定稿");
  command(
    "observe <step> [files...]",
    "项目观摩（--period 2026-07）：list 抽名单，ballots 制选票（--out 文件夹），collect 收票，result 出结果",
    async () => (await import("./commands/observe.ts")).observe,
  )
    .option("--count <n>", "共抽几个项目")
    .option("--per-county <n>", "每县区抽几个（默认按规则）")
    .option("--seed <words>", "随机抽取的种子（默认为场次，如 2026-07）")
    .option("--projects <codes>", "ballots：就这些项目，如 P-001、P-002")
    .option("--anew", "ballots：已发、已收的选票作废，重新制票")
    .option("--close", "collect：截止收票，起草待确认的「观摩」各行")
    .option("--document", "result：结果发布之后，起草公文《观摩结果》");
  command(
    "starts",
    "集中开工（--period 2026-05）：谁具备条件、名单和数字、上一批真正开工多少；--out 准备情况.xlsx 或 通知样稿.docx",
    async () => (await import("./commands/starts.ts")).starts,
  )
    .option("--on <date>", "哪一天举行（默认批次当月最后一个工作日）")
    .option("--draft", "起草待确认的集中开工通知");
  command(
    "why-not <person>",
    "某人某天为什么没有收到信",
    async () => (await import("./commands/why-not.ts")).whyNot,
  ).option("--on <date>", "哪一天（默认今天）");
  command(
    "replay <run>",
    "把过去一次运行按当时所知复算一遍，看结果是否一致",
    async () => (await import("./commands/replay.ts")).replay,
  );
  command(
    "recompute <id>",
    "把已发布或待确认的月度、季度、年度、观摩结果按当时所知复算一遍，列出不同的数字",
    async () => (await import("./commands/recompute.ts")).recompute,
  );
  command(
    "forecast [project]",
    "哪些节点可能逾期；给出项目编号时列出它的全部未完成节点；不写不发",
    async () => (await import("./commands/forecast.ts")).forecast,
  ).option("--since <date>", "从这一天起，按当时所知逐周重算并与结果核对");
  command("jobs", "任务日程：上次、下次和漏掉的", async () => (await import("./commands/jobs.ts")).jobs);
  command(
    "days <start> <step>",
    "推算日期，如 days 2026-02-13 +20wd、+7d、+1m",
    async () => (await import("./commands/days.ts")).days,
  );
  command(
    "burden",
    "减负报告：一个月里各单位收到几封信、被要求几项，并掉、没有重复的有多少",
    async () => (await import("./commands/burden.ts")).burden,
  );
  command(
    "backtest",
    "回溯试算：同样的历史换一套规则，谁的灯色、名次会变，为什么；不写不发",
    async () => (await import("./commands/backtest.ts")).backtest,
  )
    .option("--preset <names>", "预警预设或评分方案，可写几个，如 武汉、三亚")
    .option("--rule <rule...>", "参数=值，写法同「规则」表")
    .option("--from <month>", "从哪个月（默认当年 1 月）")
    .option("--to <month>", "到哪个月（默认上一个已结束的月）");
  command("outbox", "发件箱里的信", async () => (await import("./commands/outbox.ts")).outbox);
  command("rules", "现行规则及其依据", async () => (await import("./commands/rules.ts")).rules);
  command(
    "drafts [id]",
    "等待确认的草稿；给出编号时列出全文",
    async () => (await import("./commands/drafts.ts")).drafts,
  );
  command(
    "letter <unit>",
    "起草致一个单位的提醒函：列出它已过时限的问题和任务；确认后编号发出",
    async () => (await import("./commands/letter.ts")).letter,
  ).option("--type <type>", "函的类型：提醒函（默认）");
  command(
    "documents [id]",
    "发出的和待确认的文件、函及作废的编号；给出编号或草稿号时列出全文，--out 写出存档的 .docx",
    async () => (await import("./commands/documents.ts")).documents,
  );
  command(
    "confirm <id>",
    "确认一份草稿：发布排名、写入各行，或编号发函",
    async () => (await import("./commands/confirm.ts")).confirm,
  )
    .requiredOption("--by <name>", "确认人（「人员」表中的管理员）")
    .option("--items <list>", "只确认其中第几条，如 1,3（默认全部）")
    .option("--step <step>", "consult：先征求意见，各单位只收到本单位的得分和计算过程")
    .option("--digest <digest>", "只确认所核对的这一份（duban drafts 所列的摘要）")
    .option("--drop", "撤回，同 duban drop")
    .option("--reason <words>", "撤回的理由");
  command(
    "simulate",
    "推演：此后无人改表，每天谁会收到什么；不写不发",
    async () => (await import("./commands/simulate.ts")).simulate,
  ).option("--days <n>", "推演几天（默认 10）");
  command("drop <id>", "撤回一份不用的草稿", async () => (await import("./commands/drop.ts")).drop)
    .requiredOption("--by <name>", "撤回人（「人员」表中的管理员）")
    .requiredOption("--reason <words>", "理由");
  command("adopt", "认可这份台账与本机记录库的配对", async () => (await import("./commands/adopt.ts")).adopt).option(
    "--tell-again",
    "把现在的事项重新告知一遍（默认视为已告知）",
  );
  command(
    "link <name>",
    "某人本人专用的在线查看链接（上墙、补发）；写姓名、姓名（单位）或邮箱",
    async () => (await import("./commands/link.ts")).link,
  ).option("--days <n>", "有效几天（默认按规则）");
  command(
    "serve",
    "一个进程里：在线看板、HTTP 接口和日程（不用云的办公室）；PORT、HOST 见 README",
    async () => (await import("./commands/serve.ts")).serve,
  );
  command("poll", "看一次「控制台」，受理管理员的申请", async () => (await import("./commands/poll.ts")).poll);
  command(
    "chart",
    "挂图：全部项目一页网页，一个文件，不需要网络；--poster 为打印用的 A0 大图",
    async () => (await import("./commands/chart.ts")).chart,
  ).option("--poster <paper>", "A0 大图：a0 整张，a3 或 a4 分页拼接");
  command(
    "publish <dir>",
    "公开网站：把可以公开、已经确认的内容写成静态网页，放到任何网站服务器上；不发送",
    async () => (await import("./commands/publish.ts")).publish,
  ).option("--verify", "只核对这个文件夹与它的校验清单是否一致");
  command("demo", "在示例台账上跑一遍，不需要任何设置", async () => (await import("./commands/demo.ts")).demo);
  command(
    "rehearse",
    "演练：生成的城市过一整年，所有日程、机制逐日推演，写出报告；--out 另写出供练习的台账",
    async () => (await import("./commands/rehearse.ts")).rehearse,
  )
    .option("--year <year>", "哪一年（2026）")
    .option("--city <name>", "哪个城市：demo（217 个项目）或 town（小城，快）")
    .option("--until <date>", "只推演到这一天");
  return duban;
}

const COMMON: readonly (readonly [flags: string, words: string])[] = [
  ["--registry <file>", "台账工作簿（.xlsx）或 gsheet:编号，默认取 DUBAN_REGISTRY"],
  ["--as-of <date>", "截至哪一天（默认今天）"],
  ["--known-at <time>", "按当时所知复算，如 2026-06-12 或 2026-06-12T09:00"],
  ["--period <period>", "期间，如 2026-05、2026Q3、2026（默认上一个已结束的期间；观摩为当月）"],
  ["--dry-run", "只看结果，不写不发"],
  ["--json", "机器可读的输出"],
  ["--out <file>", "结果写到这份文件（run 为台账的副本，制选票为文件夹），原件不动，不发信"],
];

/** Settings are read when a command asks for them, so that `days` and `demo` need none. */
function contextOf(options: Options, environment: Environment): Context {
  return {
    options,
    environment,
    config: () => readConfig(environment, options.registry),
    asOf: options.asOf === undefined ? null : dayArgument(options.asOf),
    print: (text) => void process.stdout.write(`${text}\n`),
    warn: (text) => void process.stderr.write(`${text}\n`),
    terminal: process.stderr.isTTY === true,
  };
}
