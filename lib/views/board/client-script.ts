/* Made from browser/ by npm run board:script; a test fails when they differ. */
export const CLIENT_SCRIPT = "(()=>{document.documentElement.classList.add(\"scripted\");})();";
