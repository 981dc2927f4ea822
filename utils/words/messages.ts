/** All messages as functions: `m.key({ what it speaks of }, tongue)`. Made from `messages/en.json` by `npm run words`. Pure. */
export * as m from './keys';
