/** Where a cell stands, for people: 「节点」表第 48 行（H48）, with 《丙县分表》 before it when it is not in `main`; "" for a row or column that is in no sheet. */
export function placeWords(
  address: { readonly workbook: string; readonly sheet: string; readonly cell: string } | null,
  main: string | undefined,
): string {
  if (address === null) return "";
  const { workbook, sheet, cell } = address;
  return `${workbook === main ? "" : `《${workbook}》`}「${sheet}」表第 ${cell.replace(/^[A-Z]+/, "")} 行（${cell}）`;
}
