/** How the board looks on paper. */
export const PRINT_STYLE = `
@media print { #filters { display: none; } }
`;
