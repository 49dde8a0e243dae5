/** Warning lights (预警灯), from best to worst. Source: domain.md "Project lights". */
export const LIGHTS = ["exempt", "none", "green", "grey", "blue", "yellow", "red"] as const;
export type Light = (typeof LIGHTS)[number];

const rank = new Map(LIGHTS.map((light, index) => [light, index]));

/** Negative when `a` is milder than `b`: 免 < 无 < 绿 < 灰 < 蓝 < 黄 < 红. */
export const compareLights = (a: Light, b: Light): number => rank.get(a)! - rank.get(b)!;

export const worstLight = (lights: readonly Light[]): Light =>
  lights.reduce((worst, light) => (compareLights(light, worst) > 0 ? light : worst), "exempt");

/** A cell a verdict rests on: never an address, always workbook, tab, key and field code (registry maps it to a cell). */
export interface CellRef {
  readonly workbook: string;
  readonly tab: string;
  readonly key: string;
  readonly field: string;
}
