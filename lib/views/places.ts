/** Where a cell stands, for people: 「节点」表第 48 行（H48）; "" for a row or column that is in no sheet. */
export const placeWords = (address: { readonly sheet: string; readonly cell: string } | null): string =>
  address === null ? "" : `「${address.sheet}」表第 ${address.cell.replace(/^[A-Z]+/, "")} 行（${address.cell}）`;
