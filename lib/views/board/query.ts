/** What the address of the board asks for. Every field is "" when it asks for nothing. */
export interface BoardQuery {
  readonly county: string;
  readonly unit: string;
  readonly leader: string;
  readonly category: string;
  /** 红 黄 蓝 灰 绿 免 无, or 预测 for those a forecast warns of. */
  readonly light: string;
  /** Free text in number, name, unit. */
  readonly q: string;
  readonly sort: string;
}
