import { type Html, html } from "../../html.ts";
import { round, words } from "./lettering.ts";
import { A0, BLEED, BORDER, type Box, DRAWING, type Tiling, tilesOf } from "./paper.ts";

/** mm beside the plan; a printed ruler tells whether the printer kept the size. */
const SIDE = 20;
const RULER = 100;
const SIZE = 3.6;
const PITCH = 6;
const TOP = 34;

/** The sheet that goes first: which sheet lies where, how they are put together, and a ruler. `posters`: A0 sheets in the file. */
export function assemblyPage(tiling: Tiling, name: string, posters: number): Html {
  const { sheet, columns, rows } = tiling;
  const told = stepsOf(tiling, posters);
  const least = sheet.height - TOP - (told.length + 1) * PITCH - SIDE;
  const scale = Math.min((sheet.width - 2 * SIDE) / A0.width, least / A0.height);
  const plan = { x: SIDE, y: TOP, width: A0.width * scale, height: A0.height * scale };
  const below = plan.y + plan.height + 2;
  const title = `拼图说明：${paperName(tiling)} 纸 ${rows} 行 × ${columns} 列，拼成一张 A0`;
  const width = sheet.width - 2 * SIDE;
  const inside = [
    words(title, { x: SIDE, baseline: 20, size: 6.5, width, look: "strong" }).part,
    words(name, { x: SIDE, baseline: 28, size: 4, width }).part,
    rectangle(plan),
    ...tilesOf(tiling).flatMap(({ row, column }) => place(row, column, tiling, plan, scale)),
    ...told.map((text, at) => words(text, { x: SIDE, baseline: below + (at + 1) * PITCH, size: SIZE, width }).part),
    ruler(below + (told.length + 1) * PITCH),
  ];
  return html`<section class="sheet"><svg viewBox="0 0 ${sheet.width} ${sheet.height}">${inside}</svg></section>\n`;
}

const paperName = ({ sheet }: Tiling): string => sheet.name.toUpperCase();

function place(row: number, column: number, { net }: Tiling, plan: Box, scale: number): readonly Html[] {
  const box = {
    x: plan.x + (BORDER.x + (column - 1) * net.width) * scale,
    y: plan.y + (BORDER.y + (row - 1) * net.height) * scale,
    width: net.width * scale,
    height: net.height * scale,
  };
  const middle = { x: box.x + box.width / 2, baseline: box.y + box.height / 2 + 1.3, width: box.width } as const;
  return [rectangle(box), words(`第 ${row} 行第 ${column} 列`, { ...middle, size: SIZE, anchor: "middle" }).part];
}

function stepsOf({ margin }: Tiling, posters: number): readonly string[] {
  const several = posters === 1 ? [] : [`项目较多，共 ${posters} 张 A0，每张各拼一幅，页边写明是第几张。`];
  return [
    "1. 打印时选“实际大小”（100%），不选“适合页面”；下面的标尺应量得 100 毫米。",
    "2. 各页沿裁切线裁去右边和下边（最右一列、最下一行不必裁）；左边和上边留作粘贴边。",
    `3. 从左上角起，把裁好的边压在右邻、下邻的粘贴边上，对准裁切线贴牢。线外 ${BLEED} 毫米与邻页重印，裁偏一点不露白。`,
    `4. 拼成后图幅 ${DRAWING.width} × ${DRAWING.height} 毫米，裱在 A0 纸（${A0.width} × ${A0.height} 毫米）上，四边各留 ${BORDER.x} 毫米。`,
    `5. 各页白边：左右 ${margin.x} 毫米，上下 ${margin.y} 毫米，一般办公打印机都印得下。`,
    ...several,
  ];
}

const rectangle = ({ x, y, width, height }: Box): Html =>
  html`<rect class="outline" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/>`;

/** 100 mm with a tick each centimetre. */
function ruler(y: number): Html {
  const ticks = Array.from({ length: RULER / 10 + 1 }, (_, at) => `M${SIDE + at * 10} ${round(y)}v-2`).join("");
  const label = words("标尺 100 毫米", { x: SIDE + RULER + 3, baseline: y, size: SIZE, width: 40 });
  return html`<path class="outline ruler" d="M${SIDE} ${round(y)}h${RULER}${ticks}"/>${label.part}`;
}
