/** Words for what is on one's own side: the device, the network, the resolver, a block, the internet provider. Pure. */
import type { Verdict } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { sayCountry, sayDate, sayDuration, sayShort, sayTime } from './locale';
import { counted, named, plain, type Say, type Sentences } from './sentence';
import { type Wall, wallOf } from './wall';

const HOUR_MS = 3_600_000;

/** How wrong the clock is; null when nobody told, or told of less than certificates mind. */
export function clockErrorOf({ numbers: { skewMs = 0 } }: Verdict): number | null {
  return Math.abs(skewMs) < HOUR_MS ? null : Math.abs(skewMs);
}

const BLOCKED_BY: Readonly<Record<Wall, Say>> = {
  you: named(m.verdict_blocked_network_line_rule),
  addresses: named(m.verdict_blocked_network_line_names),
  provider: named(m.verdict_blocked_network_line_provider),
};

export const OWN_SIDE = {
  device_offline: {
    line: plain(m.verdict_device_offline_line),
    because: plain(m.verdict_device_offline_because),
    todo: plain(m.verdict_device_offline_todo),
  },
  clock_skew: {
    line: ({ verdict, tongue }) => {
      const ms = clockErrorOf(verdict);
      return ms === null
        ? m.verdict_clock_skew_line_plain({}, tongue)
        : ((verdict.numbers.skewMs ?? 0) > 0
            ? m.verdict_clock_skew_line_ahead
            : m.verdict_clock_skew_line_behind)({ duration: sayDuration(ms, tongue) }, tongue);
    },
    because: ({ verdict, around, tongue }) => {
      if (clockErrorOf(verdict) === null) return m.verdict_clock_skew_because_plain({}, tongue);
      if (around === null) return m.verdict_clock_skew_because({}, tongue);
      const time = sayDate(around.now - (verdict.numbers.skewMs ?? 0), tongue);
      return m.verdict_clock_skew_because_time({ time }, tongue);
    },
    todo: plain(m.verdict_clock_skew_todo),
  },
  client_trust: {
    line: named(m.verdict_client_trust_line),
    because: plain(m.verdict_client_trust_because),
    todo: plain(m.verdict_client_trust_todo),
  },
  client_ipv6: {
    line: plain(m.verdict_client_ipv6_line),
    because: plain(m.verdict_client_ipv6_because),
    todo: plain(m.verdict_client_ipv6_todo),
  },
  client_mtu: {
    line: plain(m.verdict_client_mtu_line),
    because: named(m.verdict_client_mtu_because),
    todo: plain(m.verdict_client_mtu_todo),
  },
  blocked_extension: {
    line: named(m.verdict_blocked_extension_line),
    because: plain(m.verdict_blocked_extension_because),
    todo: named(m.verdict_blocked_extension_todo),
  },
  local_network: {
    line: plain(m.verdict_local_network_line),
    because: plain(m.verdict_local_network_because),
    todo: plain(m.verdict_local_network_todo),
  },
  local_slow: {
    line: named(m.verdict_local_slow_line),
    because: plain(m.verdict_local_slow_because),
    todo: plain(m.verdict_local_slow_todo),
  },
  captive_portal: {
    line: plain(m.verdict_captive_portal_line),
    because: plain(m.verdict_captive_portal_because),
    todo: plain(m.verdict_captive_portal_todo),
  },
  tls_intercept: {
    line: plain(m.verdict_tls_intercept_line),
    because: ({ verdict, tongue }) =>
      verdict.rule === 'only-plain'
        ? m.verdict_tls_intercept_because_plain({}, tongue)
        : m.verdict_tls_intercept_because({}, tongue),
    todo: plain(m.verdict_tls_intercept_todo),
  },
  proxy_broken: {
    line: plain(m.verdict_proxy_broken_line),
    because: plain(m.verdict_proxy_broken_because),
    todo: plain(m.verdict_proxy_broken_todo),
  },
  local_dns: {
    line: ({ verdict, service, tongue }) =>
      verdict.rule === 'names-fail'
        ? m.verdict_local_dns_line({}, tongue)
        : m.verdict_local_dns_line_one({ service }, tongue),
    because: ({ verdict, tongue }) =>
      verdict.rule === 'names-fail'
        ? m.verdict_local_dns_because({}, tongue)
        : m.verdict_local_dns_because_one({}, tongue),
    todo: plain(m.verdict_local_dns_todo),
  },
  blocked_network: {
    line: (context) => {
      const wall = wallOf(context.verdict);
      return (wall === null ? named(m.verdict_blocked_network_line) : BLOCKED_BY[wall])(context);
    },
    because: ({ verdict, tongue }) => {
      const wall = wallOf(verdict);
      if (wall === 'you') return m.verdict_blocked_network_because_rule({}, tongue);
      if (wall === 'addresses') return m.verdict_blocked_network_because_filter({}, tongue);
      const works = (verdict.numbers.places ?? 0) > (verdict.numbers.placesFailing ?? 0);
      return works
        ? m.verdict_blocked_network_because({}, tongue)
        : m.verdict_blocked_network_because_plain({}, tongue);
    },
    todo: ({ verdict, tongue }) =>
      (wallOf(verdict) === 'you' ? m.verdict_blocked_network_todo_rule : m.verdict_blocked_network_todo)(
        {},
        tongue,
      ),
  },
  access_denied: {
    line: counted(m.verdict_access_denied_line),
    because: plain(m.verdict_access_denied_because),
    todo: plain(m.verdict_access_denied_todo),
  },
  geo_block: {
    line: ({ verdict: { numbers }, service, count, tongue }) =>
      numbers.country === undefined
        ? m.verdict_geo_block_line({ service, count }, tongue)
        : m.verdict_geo_block_line_country(
            { service, count, country: sayCountry(numbers.country, tongue) },
            tongue,
          ),
    because: plain(m.verdict_geo_block_because),
    todo: plain(m.verdict_geo_block_todo),
  },
  rate_limited: {
    line: named(m.verdict_rate_limited_line),
    because: ({ verdict: { numbers }, tongue, around }) =>
      numbers.until === undefined || around === null || numbers.until <= around.now
        ? m.verdict_rate_limited_because({}, tongue)
        : m.verdict_rate_limited_because_time({ time: sayTime(numbers.until, around.now, tongue) }, tongue),
  },
  login_required: {
    line: named(m.verdict_login_required_line),
    because: plain(m.verdict_login_required_because),
    todo: plain(m.verdict_login_required_todo),
  },
  isp_path: {
    line: counted(m.verdict_isp_path_line),
    because: ({ verdict: { numbers }, tongue }) => {
      const { places, placesFailing, network } = numbers;
      if (places === undefined || placesFailing === undefined || network === undefined) {
        return m.verdict_isp_path_because({}, tongue);
      }
      const works = places - placesFailing;
      return m.verdict_isp_path_because_places({ works, places, network: sayShort(network) }, tongue);
    },
    todo: plain(m.verdict_isp_path_todo),
  },
} as const satisfies Readonly<Record<string, Sentences>>;
