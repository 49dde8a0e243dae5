import { GROUP, type Mention, sticky, type Vocabulary, wordAt } from "./mentions.ts";

/** A list of names and nothing else (a cell, 责任单位：…), also where a blank or nothing parts them. */
export function namesIn(text: string, vocabulary: Vocabulary): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const { index, 0: piece } of text.matchAll(/[^、,;;/\n]+/g))
    mentions.push(...namesOfPiece(piece, index, vocabulary));
  return mentions.filter(({ words }) => words !== "");
}

function namesOfPiece(piece: string, at: number, vocabulary: Vocabulary): readonly Mention[] {
  const tiles = tiled(piece, vocabulary.units);
  if (tiles === null) {
    const words = piece.trim();
    const start = at + piece.indexOf(words);
    return [{ kind: isGroup(words) ? "group" : "unit", at: start, end: start + words.length, words }];
  }
  return tiles.map(([from, to]) => ({ kind: "unit", at: at + from, end: at + to, words: piece.slice(from, to) }));
}

const JOINT = /(?:\s|和|与|及|以及|等)*/y;

/** The piece as known names side by side; null when something else stands there. */
function tiled(piece: string, units: readonly string[]): readonly (readonly [number, number])[] | null {
  const tiles: (readonly [number, number])[] = [];
  let at = (sticky(JOINT, piece, 0) ?? "").length;
  while (at < piece.length) {
    const word = wordAt(piece, at, units);
    if (word === null) return null;
    tiles.push([at, at + word.length]);
    at += word.length;
    at += (sticky(JOINT, piece, at) ?? "").length;
  }
  return tiles;
}

/** 各县(区), 建设单位: nobody by name. */
export const isGroup = (words: string): boolean =>
  sticky(GROUP, words, 0) === words || /^各|^(?:有关|相关|市直)|(?:单位|部门|业主|法人)$/.test(words);
