/** All messages as functions: `m.key({ what it speaks of }, tongue)`. Pure. */
import type { Messages } from './keys';
import { message } from './tongue';

type Made = Record<string, ReturnType<typeof message>>;

/** Made when first spoken: a list of all of them would weigh as much in each page as the rest of its words. */
export const m = /* @__PURE__ */ new Proxy<Made>(
  {},
  {
    get: (made, key: string) => {
      made[key] ??= message(key);
      return made[key];
    },
  },
) as unknown as Messages;
