/** Hearing of the network where events of windows come, and where only the connection tells. */
import { expect, it, vi } from 'vitest';
import { onOnlineChanged } from '@/utils/platform/online';

it.each(['change', 'offline'])('hears by "%s" that the network is gone, and back, once each', (event) => {
  const connection = new EventTarget();
  const global = new EventTarget();
  const target = event === 'change' ? connection : global;
  const browser = { onLine: true, connection };
  vi.stubGlobal('navigator', browser);
  vi.stubGlobal('addEventListener', global.addEventListener.bind(global));
  const listener = vi.fn();
  onOnlineChanged(listener);
  const tell = (onLine: boolean, type: string) => {
    browser.onLine = onLine;
    target.dispatchEvent(new Event(type));
  };
  tell(true, event);
  expect(listener).toHaveBeenCalledTimes(0);
  tell(false, event);
  tell(false, event);
  expect(listener).toHaveBeenCalledTimes(1);
  tell(true, event === 'change' ? event : 'online');
  expect(listener).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
});
