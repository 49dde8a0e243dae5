import type { PlainDate } from "../../domain/dates.ts";
import type { MinutesBlock } from "../../domain/minutes/blocks.ts";
import type { PackPaper } from "../packs/paper.ts";

/** What the rehearsed office types when it withdraws a draft. */
export const DROP_REASONS = {
  "before-year": "系统启用前的期间，不再发布",
  settled: "该单位已当面答复，不再发函",
  unfit: "其余各条不能写入台账，另行处理",
} as const;

export type DropCause = keyof typeof DROP_REASONS;

/** The minutes as their file is read: title, opening and the table of what was agreed. */
export const minutesBlocks = ({ minutesTitle, opening, items }: PackPaper): readonly MinutesBlock[] => [
  { kind: "paragraph", text: minutesTitle },
  { kind: "paragraph", text: opening },
  {
    kind: "table",
    rows: [
      ["序号", "交办事项", "牵头单位", "配合单位", "时限"],
      ...items.map(({ number, content, lead, cooperating, due }) => [
        ...[String(number), content, lead],
        ...[cooperating.join("、"), due],
      ]),
    ],
  },
];

export const minutesFile = (meeting: string, day: PlainDate): string => `${meeting}会议纪要-${day}.docx`;
