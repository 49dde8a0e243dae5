import type { Standing } from "./office.ts";

/** Words of a command that stand for something of the reader's own, in both languages, and what stands there in the demo. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  姓名: "许生一",
  NAME: "许生一",
  理由: "已另行部署",
  REASON: "已另行部署",
  DIGEST: "摘要",
};

/** Stands for the digest of a draft, which is another whenever the demo is. */
export const DIGEST = "摘要";

/** What a command needs before it can be run as it stands: how the office stands, commands before it, another exit code than 0. */
export interface Scene {
  readonly standing?: Standing;
  readonly before?: readonly string[];
  /** The judges have filled their ballots. */
  readonly voted?: boolean;
  readonly code?: number;
}

const MINUTES = "pack quarter --period 2026Q3 --paper 纪要 --out 会议纪要.docx";
const BALLOTS = "observe ballots --period 2026-10 --out 选票 --projects P-001、P-002";

/** By the beginning of the command, the longest that fits. */
const SCENES: Readonly<Record<string, Scene>> = {
  // Rows of the demo are not counted yet, as in any office: no notice before they are mended.
  "adjust --period 2026Q2 --out": { code: 1 },
  "adjust --period 2026Q2 --draft": { code: 1 },
  "circular --period 2026-09": { standing: "assessed" },
  "circular --period 2026-09 --own": {
    standing: "assessed",
    before: ["circular --period 2026-09 --out 修改稿.docx"],
  },
  "circular --period 2026Q3": { standing: "assessed", before: ["confirm Q-2026Q3 --by 许生一"] },
  "confirm Q-2026Q3": { standing: "assessed" },
  "minutes 会议纪要.docx": { before: [MINUTES] },
  "check --registry 台账.xlsx": { before: ["init 台账.xlsx"] },
  "observe collect": { before: [BALLOTS], voted: true },
  "publish 公开网站 --verify": { before: ["publish 公开网站"] },
  "observe result --period 2026-07 --document": {
    before: ["observe result --period 2026-07", "confirm O-2026-07 --by 许生一"],
  },
};

export function sceneOf(command: string): Scene {
  const [, scene] =
    Object.entries(SCENES)
      .filter(([beginning]) => command === beginning || command.startsWith(`${beginning} `))
      .sort(([one], [other]) => other.length - one.length)[0] ?? [];
  return scene ?? {};
}

/** What cannot be run here, by how it begins, and why. Of our own ones name, arguments and options are held against the program all the same. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  "npm ci": "fetches the packages; every CI begins with it",
  "npm test": "would run itself",
  "npm run check": "would run itself",
  "npm run soak": "minutes long, on demand",
  "npm run bench": "minutes long, on demand",
  "npm run mutation": "twenty minutes, on demand",
  "npm run templates": "writes into the sources; test/sheets-templates compares what it makes",
  "npm run board:script": "writes into the sources; test/browser compares what it makes",
  "npm run types": "the whole sources; every CI does it",
  "node functions/bundle.ts": "seconds of packing; test/deploy does it",
  "node functions/http.ts": "serves until it is stopped; test/security starts it",
  "node test/bench/": "minutes long, on demand",
  "npx functions-framework": "serves until it is stopped",
  "npx osls": "needs an account of AWS; test/deploy packages",
  "duban rehearse --year 2026 --city demo":
    "a year of 217 projects takes minutes; test/functions rehearses a small city's",
  "duban serve": "serves until it is stopped; test/functions/serve starts it",
  "duban init gsheet:": "needs a spreadsheet of Google's; test/functions/cloud.test.ts makes one",
  "node build/http/": "serves until it is stopped, from what the bundle makes; test/deploy starts it",
  "openssl ": "needs an account of Google for what it is led into",
  "aws ": "needs an account of AWS",
  "gcloud ": "needs an account of Google",
  "for F in ": "needs an account of Google",
};
