/**
 * The office's wall (html.wall): read across a room, so larger, without what is there to be clicked. Once the script cuts it into screens (html.turning)
 * nothing scrolls; without the script it is a long page.
 */
export const WALL_STYLE = `
html.wall { font-size: 18px; }
html.wall body { font-size: 17px; }
html.wall main { padding-bottom: 0; }
html.wall section { margin: 0; padding-top: .5rem; }
html.wall #filters, html.wall #count, html.wall .top nav, html.wall .skip, html.wall .legend summary, html.wall #tally { display: none; }
html.wall .project h3::after { content: none; }
html.wall a { color: inherit; text-decoration: none; }
html.wall h2 { margin-bottom: .35rem; }
html.wall .top { padding-block: .35rem; }
html.wall .legend { font-size: .8rem; margin: 0; }
html.wall .legend ul { padding: 0 0 .3rem; }
html.wall .axis, html.wall .project summary { grid-template-columns: 2.1rem 27rem 12rem minmax(20rem, 1fr); }
html.wall .axis { position: static; }
html.wall .rows { content-visibility: visible; }
html.wall .project summary { cursor: default; padding-block: .15rem; }
html.wall .project .mt { line-height: 1.6; }
html.wall .project .mt, html.wall h3 { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
html.wall .tally td, html.wall .tally th { padding-block: .16rem; }
html.turning, html.turning body { height: 100%; overflow: hidden; }
html.turning .off, html.turning .sheet { display: none; }
#foot { position: fixed; inset: auto 0 0; display: flex; gap: .6rem; align-items: center; padding: .3rem clamp(.75rem, 2vw, 2rem); background: #e6ecf2; border-top: 1px solid var(--grey); }
#foot button { min-height: 2.5rem; }
#foot span:first-child { font-weight: 700; margin-right: auto; }
#foot .stale { color: var(--red); font-weight: 700; order: -1; }
`;
