/** Looks of the office's wall (html.wall): one screen of 1080p, nothing scrolls once the script turns pages (html.turning). */
export const WALL_STYLE = `
html.turning, html.turning body { height: 100vh; overflow: hidden; }
html.turning .off { display: none; }
`;
