import type { RankingBlock, RankingRow } from "../../domain/ranking-block.ts";
import { type Html, html } from "../html.ts";
import { oneLine } from "../one-line.ts";
import { changeWords, groupWords, rankingTitle } from "../ranking.ts";
import { NO_CASE, scoreWords } from "../words.ts";
import type { BoardRanking } from "./board.ts";

/** The last confirmed ranking as it was published. Drafts are never here. */
export function rankingSection(ranking: BoardRanking | null): Html {
  const body = ranking === null ? html`<p>尚无已确认的排名。</p>` : confirmed(ranking);
  return html`<section id="ranking" aria-labelledby="h-ranking"><h2 id="h-ranking">考核排名</h2>
${body}
</section>
`;
}

function confirmed({ id, block, differences }: BoardRanking): Html {
  const groups = [...new Set(block.rows.map(({ group }) => group))];
  const changed = differences === "" ? "" : html`<p>更正此前发布的排名：${oneLine(differences, 300)}。</p>`;
  return html`<p>${rankingTitle(block, differences)}，已确认（${oneLine(id, 40)}）。</p>${changed}<div class="rank">${groups.map((group) => groupTable(group, block))}</div>${block.notes.map((note) => html`<p class="nt">${oneLine(note, 300)}</p>`)}`;
}

function groupTable(group: string, { rows }: RankingBlock): Html {
  const heads = ["名次", "单位", "得分", "变化"];
  return html`<table><caption>${groupWords(group)}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.filter((row) => row.group === group).map(rankRow)}</tbody></table>`;
}

const rankRow = ({ rank, unit, total, change, tied }: RankingRow): Html =>
  html`<tr><td>${rank === null ? NO_CASE : `${rank}${tied ? "（并列）" : ""}`}</td><th scope="row">${oneLine(unit, 30)}</th><td>${rank === null ? NO_CASE : scoreWords(total)}</td><td>${changeWords(change)}</td></tr>
`;
