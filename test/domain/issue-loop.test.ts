import { describe, expect, it } from "vitest";
import type { IssueVerdict } from "../../lib/domain/issue-loop.ts";
import { issueStateWord } from "../../lib/views/issue-reasons.ts";
import { EXTENSION_REFUSALS, LACKS } from "../../lib/views/issue-refusal-words.ts";
import { stepWord } from "../../lib/views/loop-words.ts";
import { lightWord } from "../../lib/views/notice-lines.ts";
import { readCases } from "../cases/read-cases.ts";
import { type TableRow, verdictOnRow } from "../fakes/issue-table.ts";

const dueOf = ({ due, provisional }: IssueVerdict): string => `${due ?? ""}${provisional ? "暂定" : ""}`;

describe("13710 as an official could check it", () => {
  it.each(readCases("issue-loop.csv"))("$situation: $state $due $light", (row) => {
    const verdict = verdictOnRow(row as unknown as TableRow);
    expect({
      state: issueStateWord(verdict),
      step: stepWord("issues", verdict.step),
      due: dueOf(verdict),
      late: String(verdict.workingDaysLate),
      light: lightWord(verdict.light),
    }).toEqual({ state: row.state, step: row.step, due: row.due, late: row.late, light: row.light });
  });
});

describe("延期 as an official could check it", () => {
  it.each(readCases("issue-extension.csv"))("$situation: $limit", (row) => {
    const { limit, step, due } = verdictOnRow(row as unknown as TableRow);
    expect({
      limit: limit!.day,
      extensions: String(limit!.extensions.length),
      refused: limit!.refused === null ? "" : EXTENSION_REFUSALS[limit!.refused].problem,
      step: stepWord("issues", step),
      due,
    }).toEqual({ limit: row.limit, extensions: row.extensions, refused: row.refused, step: row.step, due: row.due });
  });
});

describe("销号、退回 and 重开 as an official could check them", () => {
  it.each(readCases("issue-closing.csv"))("$situation: $state $light", (row) => {
    const verdict = verdictOnRow(row as unknown as TableRow);
    const { closing, lateness, reopened, light } = verdict;
    expect({
      state: issueStateWord(verdict),
      solved: closing.solvedOn ?? "",
      closed: closing.closedOn ?? "",
      lacking: closing.lacking.map((lack) => LACKS[lack].problem).join("、"),
      lateness: lateness.map(({ workingDays }) => workingDays).join("、"),
      reopened: reopened.join("、"),
      light: lightWord(light),
    }).toEqual({
      state: row.state,
      solved: row.solved,
      closed: row.closed,
      lacking: row.lacking,
      lateness: row.lateness,
      reopened: row.reopened,
      light: row.light,
    });
  });
});
