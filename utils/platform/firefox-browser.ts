/** Firefox's own API, which webextension-polyfill only hands on: its build takes this in its place (wxt.config.ts). */
// biome-ignore lint/style/noDefaultExport: it stands for a module that has one.
export default (globalThis as unknown as { browser: unknown }).browser;
