import type { Publication, SystemTab } from "../../ports/spreadsheet.ts";
import type { CellContext } from "./cell-value.ts";
import { ChangeLog } from "./change-log.ts";
import { type HostResult, publishColumns } from "./host-sheet.ts";
import type { OpenPackage, SheetPart } from "./open-package.ts";
import { PackageEdit } from "./package-edit.ts";
import { cellContext, stylesText } from "./read-workbook.ts";
import { Refusal } from "./refusal.ts";
import { stampRow } from "./stamp-row.ts";
import { EMPTY_STYLES, withOurStyles } from "./style-book.ts";
import { diffSystemTab, type TabDiff, type TabText } from "./system-tab-diff.ts";
import { filterArea, packSystemTab, tabText } from "./system-tab-sheet.ts";
import type { SheetReading } from "./used-area.ts";
import { type AddedSheet, type FilteredSheet, type GrownSheet, workbookWith } from "./workbook-part.ts";
import type { ArchiveEntry } from "./zip.ts";

/** What a publication would change; `entries` is the new archive, null when nothing changes or nobody wants it. */
export interface Outcome {
  readonly log: ChangeLog;
  readonly rowsPublished: Readonly<Record<string, number>>;
  readonly entries: readonly ArchiveEntry[] | null;
}

interface TabState extends TabDiff {
  readonly tab: SystemTab;
  readonly text: TabText;
  readonly sheet: SheetPart | undefined;
  readonly differs: boolean;
}

/**
 * Compares the publication with what stands in the workbook and, with `write`, makes the archive that holds it. `readings`: sheets of
 * the same bytes that were read before, by title.
 */
export async function publishInto(
  book: OpenPackage,
  publication: Publication,
  write: boolean,
  readings: ReadonlyMap<string, SheetReading>,
): Promise<Outcome> {
  if (book.rootRels.some((rel) => rel.kind === "origin")) throw new Refusal("digitally-signed");
  const context = cellContext(book);
  const oldStyles = stylesText(book);
  const { text: newStyles, styles } = withOurStyles(oldStyles ?? EMPTY_STYLES);
  const log = new ChangeLog(!write);
  const stamp = stampRow(publication);
  const rowsPublished: Record<string, number> = {};
  refuseTwice(publication);
  const hosts: HostResult[] = [];
  for (const columns of publication.columns) {
    const sheet = sheetNamed(book, columns.sheet);
    if (!sheet?.part) throw new Refusal("missing-sheet", columns.sheet);
    const host = await publishColumns(book, sheet, columns, context, styles, log, write, readings.get(sheet.title));
    if (host.rowsChanged > 0) rowsPublished[columns.sheet] = host.rowsChanged;
    hosts.push(host);
  }
  const tabs: TabState[] = [];
  for (const tab of publication.systemTabs) {
    const text = tabText(tab, stamp, styles, book.date1904);
    tabs.push(await tabState(book, tab, stamp, text, context, log, write));
  }
  const due = log.cells === 0 ? [] : tabs.filter((state) => state.differs);
  for (const { tab } of due) rowsPublished[tab.title] = tab.rows.length;
  if (log.cells === 0 || !write) return { log, rowsPublished, entries: null };
  const edit = new PackageEdit(book);
  if (newStyles !== oldStyles) putStyles(edit, book, newStyles);
  const added = await putTabs(edit, due);
  const grown = await putHosts(edit, hosts);
  if ([...due, ...hosts].some((one) => ("formulas" in one ? one.formulas : one.formulasReplaced))) {
    edit.dropWorkbookPart("calcChain");
  }
  edit.stamp(publication.stamp);
  edit.setText(book.workbookPart, workbookWith(book, added, grown, due.flatMap(filterOf)));
  return { log, rowsPublished, entries: edit.entries() };
}

/** A tab is rewritten once; a second set of columns for it would undo the first. */
function refuseTwice({ columns, systemTabs }: Publication): void {
  const titles = [...columns.map((one) => one.sheet), ...systemTabs.map((tab) => tab.title)];
  const twice = titles.find((title, i) => titles.indexOf(title) !== i);
  if (twice !== undefined) throw new Error(`tab ${twice} twice in one publication`);
}

export const sheetNamed = (book: OpenPackage, title: string): SheetPart | undefined =>
  book.sheets.find((sheet) => sheet.title === title) ??
  book.sheets.find((sheet) => sheet.title.toLowerCase() === title.toLowerCase());

async function tabState(
  book: OpenPackage,
  tab: SystemTab,
  stamp: ReturnType<typeof stampRow>,
  text: TabText,
  context: CellContext,
  log: ChangeLog,
  write: boolean,
): Promise<TabState> {
  const sheet = sheetNamed(book, tab.title);
  if (sheet && sheet.part === null) throw new Refusal("system-tab-not-a-worksheet", tab.title);
  const own = new ChangeLog(log.keeps);
  const diff = await diffSystemTab(book, sheet, tab, stamp, context, own, text, write);
  if (!tab.ridesAlong) log.addAll(own);
  return { ...diff, tab, text, sheet, differs: own.cells > 0 };
}

const filterOf = ({ tab, sheet }: TabState): FilteredSheet[] =>
  sheet && tab.headers.length > 0 ? [{ title: sheet.title, filter: filterArea(tab) }] : [];

export function putStyles(edit: PackageEdit, book: OpenPackage, text: string): void {
  const part = book.workbookRels.find((rel) => rel.kind === "styles")?.target;
  const known = part !== undefined && book.find(part) ? part : null;
  const target = known ?? edit.freePart(`${folder(book)}styles.xml`);
  if (known === null) edit.addWorkbookPart(target, "styles");
  edit.setText(target, text);
}

const folder = (book: OpenPackage): string => book.workbookPart.slice(0, book.workbookPart.lastIndexOf("/") + 1);

async function putTabs(edit: PackageEdit, due: readonly TabState[]): Promise<AddedSheet[]> {
  const { book } = edit;
  const added: AddedSheet[] = [];
  let sheetId = Math.max(0, ...book.sheets.map((sheet) => sheet.sheetId));
  for (const { tab, text, sheet, frame, mended } of due) {
    const part = sheet?.part ? book.find(sheet.part)!.name : edit.freePart(`${folder(book)}worksheets/sheet1.xml`);
    if (!sheet) added.push({ title: tab.title, sheetId: ++sheetId, relId: edit.addWorkbookPart(part, "worksheet") });
    edit.set((await mended) ?? (await packSystemTab(part, tab, text, frame)));
  }
  return added;
}

async function putHosts(edit: PackageEdit, hosts: readonly HostResult[]): Promise<GrownSheet[]> {
  for (const host of hosts) {
    const entry = await host.entry;
    if (entry) edit.set(entry);
    for (const [part, text] of host.tables) edit.setText(part, text);
  }
  return hosts.flatMap((host) => host.grown ?? []);
}
