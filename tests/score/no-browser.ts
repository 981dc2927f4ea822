/** There is no browser in a replay: what only a browser can tell stays unknown. */
// biome-ignore lint/style/noDefaultExport: stands in for a module that has one
export default {};
