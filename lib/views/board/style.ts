export const BASE_STYLE = `
body { margin: 0; }
`;
