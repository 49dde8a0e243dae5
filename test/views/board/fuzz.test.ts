import { describe, expect, it } from "vitest";
import { NO_LEDGER } from "../../../lib/domain/notice.ts";
import { assess } from "../../../lib/jobs/assess.ts";
import { boardOf } from "../../../lib/jobs/board.ts";
import type { JobInput } from "../../../lib/jobs/job.ts";
import { NO_LETTERS } from "../../../lib/jobs/letter-book.ts";
import type { RawCell } from "../../../lib/ports/spreadsheet.ts";
import { boardPage } from "../../../lib/views/board/page.ts";
import { ALL_PROJECTS } from "../../../lib/views/board/query.ts";
import { ALL } from "../../fakes/board-input.ts";
import { type FileCell, hostileRegistry } from "../../fakes/hostile-registry.ts";
import { plainSheet, workbookOf } from "../../fakes/sheets.ts";

const AS_OF = "2026-06-12";

const readAs = (cell: FileCell): RawCell =>
  typeof cell === "object" && cell !== null && "formula" in cell ? (cell.result ?? null) : cell;

/** Ten thousand rows in which anything may stand. */
function hostileInput(seed: number): JobInput {
  const sheets = hostileRegistry(seed).sheets.map(({ tab, rows }) =>
    plainSheet(tab.title, [tab.columns.map(({ header }) => header), ...rows.map((row) => row.map(readAs))]),
  );
  const known = {
    ...{ snapshots: [workbookOf(sheets)], histories: new Map(), ledger: NO_LEDGER },
    ...{ published: [], letters: NO_LETTERS, consulted: [], unread: [], at: `${AS_OF}T00:00:00.000Z` },
  };
  return assess(known, AS_OF, null);
}

/** All that the board is made of. */
const ELEMENTS = [
  ..."a article b bdi body button caption circle dd defs details div dl dt form g h1 h2 h3 h4 header input label li line".split(
    " ",
  ),
  ..."main nav noscript ol option p path pattern rect section select small span summary svg table tbody td text th thead tr tspan ul use".split(
    " ",
  ),
];
const ATTRIBUTES =
  /^(class|id|href|[xy][12]?|r|rx|c[xy]|d|width|height|viewBox|patternUnits|patternTransform|role|aria-[a-z]+|data-[a-z]+|scope|name|value|type|method|placeholder|maxlength|autocomplete|selected|hidden|open)$/;

describe.each([20260612, 7])("a registry in which anything may stand (seed %i)", (seed) => {
  const input = hostileInput(seed);
  const { people } = input.reading.registry;
  const scopes = [
    ALL,
    ...people.slice(0, 5).map(({ name, unit }) => ({ person: { name, unit }, until: "2026-06-26" })),
  ];
  const pages = scopes.map((scope) => {
    const { html } = boardPage(boardOf(input, scope), { mode: "served", query: ALL_PROJECTS, wall: false });
    return html.slice(html.indexOf("<body>"), html.lastIndexOf("<script>"));
  });

  it("makes a board that holds none of its markup", () => {
    expect(pages[0]!.match(/<article /g)!.length).toBeGreaterThan(20);
    for (const page of pages) {
      const tags = [...page.matchAll(/<\/?([a-zA-Z!?][^\s/>]*)((?:[^>"]|"[^"]*")*)>/g)];
      expect([...new Set(tags.map(([, name]) => name!))].filter((name) => !ELEMENTS.includes(name))).toEqual([]);
      const attributes = tags.flatMap(([, , rest]) =>
        [...rest!.replace(/"[^"]*"/g, '""').matchAll(/([^\s=/]+)(?:=(?:""|[a-z]+))?/g)].map(([, name]) => name!),
      );
      expect([...new Set(attributes)].filter((name) => !ATTRIBUTES.test(name))).toEqual([]);
    }
  });

  it("makes a board without signs that turn a line round or end one", () => {
    for (const page of pages) expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]|[^\P{Cc}\n]/u);
  });
});
