/** One number for a cell of a sheet. */
export const placeOf = (row: number, column: number): number => row * 18_278 + column;

export const rowOfPlace = (place: number): number => Math.floor(place / 18_278);
