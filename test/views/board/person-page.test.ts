import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openXlsx } from "../../../lib/adapters/xlsx/xlsx-spreadsheet.ts";
import { NO_LEDGER } from "../../../lib/domain/notice.ts";
import { assess } from "../../../lib/jobs/assess.ts";
import { boardOf } from "../../../lib/jobs/board.ts";
import type { JobInput } from "../../../lib/jobs/job.ts";
import { NO_LETTERS } from "../../../lib/jobs/letter-book.ts";
import { wantedTitle } from "../../../lib/registry/reading.ts";
import { boardPage } from "../../../lib/views/board/page.ts";
import { ALL_PROJECTS } from "../../../lib/views/board/query.ts";
import { DEMO_AS_OF } from "../../../sheets-templates/demo-day.ts";

const DEMO = fileURLToPath(new URL("../../../sheets-templates/demo.xlsx", import.meta.url));

async function demoInput(): Promise<JobInput> {
  const known = {
    ...{ snapshots: [await openXlsx(DEMO).read(wantedTitle)], histories: new Map(), ledger: NO_LEDGER },
    ...{ published: [], letters: NO_LETTERS, consulted: [], unread: [], at: `${DEMO_AS_OF}T00:00:00.000Z` },
  };
  return assess(known, DEMO_AS_OF, null);
}

/** Every so many of the demo city's people, all units and duties among them. */
const EVERY = 8;

test("no page of a person in the demo city holds a number or a name of a project that is not theirs", async () => {
  const input = await demoInput();
  const { people } = input.reading.registry;
  const all = input.judge(DEMO_AS_OF, null).projects.map(({ project }) => project);
  const found: string[] = [];
  let looked = 0;
  for (const { name, unit } of people.filter((_, at) => at % EVERY === 0)) {
    const board = boardOf(input, { person: { name, unit }, until: DEMO_AS_OF });
    if (board.projects.length === all.length) continue;
    looked++;
    const { html } = boardPage(board, { mode: "served", query: ALL_PROJECTS, wall: false });
    const own = new Set(board.projects.map(({ verdict }) => verdict.key));
    const ownNames = board.projects.map(({ verdict }) => verdict.project.name).join("\n");
    for (const { code, name: other } of all.filter((project) => !own.has(project.code)))
      if (html.includes(code) || (html.includes(other) && !ownNames.includes(other)))
        found.push(`${unit}/${name}: ${code}`);
  }
  expect(looked).toBeGreaterThan(10);
  expect(found).toEqual([]);
});
