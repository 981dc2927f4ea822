/** There is no browser in a replay: what only a browser can tell stays unknown. */
export default {};
