/** What is known to be blocked, on which network: told once there, and not shouted about again. Pure. */
import type { ServiceId } from '@/utils/model';
import { lastTelling } from './samples';
import type { Block, ServiceState, State } from './state';

/** Where nothing tells one network from another, all are one. */
const ANY_NETWORK = '?';
/** Blocks remembered at most, the oldest forgotten first. */
const KEPT = 200;

/** Names a service on the network this computer is on now, as `State.blocks` keys it. */
function blockKey(state: State, service: ServiceId): string {
  return `${service}@${networkOf(state)}`;
}

/** Gives what is remembered of a block here; null when there is none. */
export function blockOf(state: State, service: ServiceId): Block | null {
  return state.blocks[blockKey(state, service)] ?? null;
}

/** "OK, I know": the block of this service needs no badge any more while on this network. */
export function acknowledge(state: State, service: ServiceId): State {
  const block = blockOf(state, service);
  if (block === null) return state;
  const blocks = { ...state.blocks, [blockKey(state, service)]: { ...block, acknowledged: true } };
  return { ...state, blocks };
}

/** Remembers what is blocked here now, and forgets what answers here again. Safe to repeat. */
export function advanceBlocks(state: State): State {
  // What was only looked up leaves no lasting trace.
  const favourites = Object.values(state.services).filter(({ id }) => !(id in state.guests));
  const changes = favourites.flatMap((service): [ServiceState, Block | null][] => {
    const known = blockOf(state, service.id);
    if (isBlocked(service)) {
      if (known !== null && service.blockedSince !== null) return [];
      return [[service, known ?? { since: service.failingSince ?? service.healthAt, acknowledged: false }]];
    }
    const forgotten = known !== null && answersHere(state, service);
    return forgotten || service.blockedSince !== null ? [[service, forgotten ? null : known]] : [];
  });
  if (changes.length === 0) return state;
  const blocks = { ...state.blocks };
  const services = { ...state.services };
  for (const [service, block] of changes) {
    const key = blockKey(state, service.id);
    if (block === null) delete blocks[key];
    else blocks[key] = block;
    services[service.id] = { ...service, blockedSince: isBlocked(service) ? (block?.since ?? null) : null };
  }
  return { ...state, services, blocks: trimmed(blocks) };
}

/** On another network than before, what was blocked there is asked about at once. */
export function onNetwork(state: State, network: NonNullable<State['network']>): State {
  if (state.network?.key === network.key) return { ...state, network };
  const moved = state.network !== null;
  const services = Object.entries(state.services).map(([id, service]): [string, ServiceState] => {
    return [
      id,
      moved && isBlocked(service) ? { ...service, blockedSince: null, nextProbeAt: network.at } : service,
    ];
  });
  return { ...state, network, services: Object.fromEntries(services) };
}

function networkOf({ network, ownNetwork }: State): string {
  if (network !== null) return network.key;
  return ownNetwork?.asn != null ? `as${ownNetwork.asn}` : ANY_NETWORK;
}

/** Tells whether it is blocked here, also while it comes and goes. */
export function isBlocked({ verdict, health, inIncident }: ServiceState): boolean {
  return verdict.scope === 'blocked' && (inIncident || health === 'blocked');
}

/** It answers, and this is still the network that was seen last. */
function answersHere(state: State, { samples, inIncident }: ServiceState): boolean {
  if (inIncident || lastTelling(samples)?.symptom !== 'answers') return false;
  const movedAt = Math.max(state.networkChangedAt ?? 0, state.wokeAt ?? 0);
  return state.network === null || state.network.at >= movedAt;
}

function trimmed(blocks: Record<string, Block>): Record<string, Block> {
  const all = Object.entries(blocks);
  if (all.length <= KEPT) return blocks;
  return Object.fromEntries(all.sort((a, b) => b[1].since - a[1].since).slice(0, KEPT));
}
