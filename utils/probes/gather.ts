/** Answers one question with observations, whatever the source. Network; never throws. */
import type { Ask, Observation, Wire } from '@/utils/model';
import { askControl } from './control';
import { askFeed } from './feed';
import { askNetworkInfo } from './network-info';
import { askPortalState } from './portal-state';
import { askProbe } from './probe';
import { askResolver } from './resolver';
import { askRouting } from './routing';
import { askSystemDns } from './system-dns';
import { askVantageCollect, askVantageStart } from './vantage';

/** Asks one source once. */
export async function gather(ask: Ask, wire: Wire): Promise<readonly Observation[]> {
  switch (ask.kind) {
    case 'probe':
      return askProbe(ask, wire);
    case 'control':
      return askControl(ask, wire);
    case 'resolver':
      return askResolver(ask, wire);
    case 'feed':
      return askFeed(ask, wire);
    case 'vantage-start':
      return askVantageStart(ask, wire);
    case 'vantage-collect':
      return askVantageCollect(ask, wire);
    case 'routing':
      return askRouting(ask, wire);
    case 'network-info':
      return askNetworkInfo(ask, wire);
    case 'system-dns':
      return askSystemDns(ask, wire);
    case 'portal-state':
      return askPortalState(ask, wire);
    default:
      return ask satisfies never;
  }
}
