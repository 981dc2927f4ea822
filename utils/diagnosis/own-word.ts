/** What was wrong on one's own side, in a few words that hold for now and for then. Pure. */
import type { Verdict, VerdictName } from '@/utils/model';
import { m } from '@/utils/words/messages';
import type { Message, Tongue } from '@/utils/words/tongue';

const WORDS: Partial<Readonly<Record<VerdictName, Message<Record<string, never>>>>> = {
  device_offline: m.own_offline,
  clock_skew: m.own_clock,
  local_network: m.own_network,
  captive_portal: m.own_portal,
  tls_intercept: m.own_intercept,
  proxy_broken: m.own_proxy,
  local_dns: m.own_names,
};

/** Names a fault of one's own. */
export function ownWord({ name }: Pick<Verdict, 'name'>, tongue: Tongue): string {
  return (WORDS[name] ?? m.history_own_faults)({}, tongue);
}
