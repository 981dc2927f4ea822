/** Takes the extension's own origin off the requests that a browser would put it on. Browser; its request rules only. */
import browser from 'webextension-polyfill';

/** The one rule there is; setting it again replaces it. */
const RULE = 1;

/** The part of the rules interface that is used here, alike in both browsers. */
interface RequestRules {
  updateSessionRules(change: { removeRuleIds: number[]; addRules: object[] }): Promise<void>;
}

/**
 * Sees to it that what is sent to this host from no tab, as our own worker does, carries no `Origin`; pages keep theirs.
 * False where that cannot be had: then nothing may be sent.
 */
export async function keepNameBack(url: string): Promise<boolean> {
  const { declarativeNetRequest: rules } = browser as unknown as { declarativeNetRequest?: RequestRules };
  if (rules === undefined) return false;
  const rule = {
    id: RULE,
    priority: 1,
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
    condition: {
      requestDomains: [new URL(url).hostname],
      resourceTypes: ['xmlhttprequest'],
      tabIds: [-1],
    },
  };
  try {
    await rules.updateSessionRules({ removeRuleIds: [RULE], addRules: [rule] });
    return true;
  } catch {
    return false;
  }
}
