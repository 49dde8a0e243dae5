/** 会后 and nothing start at the meeting, 印发后 at the issue of the minutes, 验收后 at something nobody here knows. */
const AFTER = /(?:之日起|日起|之后|以后|后|起)的?$/;
const AFTER_MEETING =
  /(?:(?:自|从)?(?:本次|此次|这次)?会议(?:召开|结束)?(?:之日起|日起|之后|以后|后)|会后|散会后|(?:自|从)?(?:即日|今日|今天)起)的?$/;
const AFTER_ISSUE = /(?:自|从)?(?:(?:本|会议|本次|此)+纪要)?(?:印发|下发)(?:之日起|日起|之后|以后|后)的?$/;

export interface Start {
  readonly from: "meeting" | "issue" | "other";
  /** What stands before the figure and belongs to it. */
  readonly words: string;
}

export function startBefore(text: string, at: number): Start {
  const clause = /[^,。;:、()]{0,24}$/.exec(text.slice(Math.max(0, at - 24), at))![0];
  if (!AFTER.test(clause)) return { from: "meeting", words: "" };
  const meeting = AFTER_MEETING.exec(clause)?.[0];
  if (meeting !== undefined) return { from: "meeting", words: meeting };
  const issue = AFTER_ISSUE.exec(clause)?.[0];
  return issue === undefined ? { from: "other", words: clause.slice(-12) } : { from: "issue", words: issue };
}
