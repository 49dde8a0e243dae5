/** Begins the subject of a letter that repeats one whose fate is not known. Source: domain.md, design.md decision 3. */
export const REPEAT_MARK = "〔可能重复〕";
