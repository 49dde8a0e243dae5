const TABS = { projects: "项目", milestones: "节点", issues: "问题", tasks: "任务", adjustments: "调整" } as const;

/** 另有「问题」2 行、「任务」1 行未计入（见系统-数据问题）。 */
export function setAsideWords(setAside: Readonly<Record<string, number>>): readonly string[] {
  const counts = Object.entries(TABS).flatMap(([tab, title]) => {
    const rows = setAside[tab] ?? 0;
    return rows === 0 ? [] : [`「${title}」${rows} 行`];
  });
  return counts.length === 0 ? [] : [`另有${counts.join("、")}未计入（见系统-数据问题）。`];
}
