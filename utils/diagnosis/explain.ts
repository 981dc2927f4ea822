/** A verdict in words: what is wrong, how we know, what to do. Pure; claims only what was measured. */
import { m } from '@/paraglide/messages';
import type { EpochMs, Verdict, VerdictName } from '@/utils/model';
import { sayDuration, type Tongue } from './locale';

/** One verdict about one service, in words. */
export interface Words {
  /** What is wrong. */
  line: string;
  /** How we know. */
  because: string;
  /** The one thing to do; null when there is nothing. */
  todo: string | null;
}

interface Context {
  verdict: Verdict;
  service: string;
  tongue: Tongue;
  everyone: boolean;
}

type Say = (context: Context) => string;
type Message<T> = (inputs: T, options: { locale: Tongue['locale'] }) => string;

/** A message that names the service. */
const named =
  (message: Message<{ service: string }>): Say =>
  ({ service, tongue }) =>
    message({ service }, tongue);

/** A message that needs nothing. */
const plain =
  (message: Message<Record<string, never>>): Say =>
  ({ tongue }) =>
    message({}, tongue);

interface Row {
  line: Say;
  because: Say;
  todo?: Say;
}

const otherPlaces = ({ verdict }: Context) => verdict.numbers.placesFailing ?? 0;

const down: Say = ({ service, tongue, everyone }) =>
  everyone
    ? m.verdict_one_down_everyone({ service }, tongue)
    : m.verdict_one_down_others({ service }, tongue);

const WORDS: Readonly<Record<VerdictName, Row>> = {
  ok: { line: named(m.verdict_ok_line), because: plain(m.verdict_ok_because) },
  unknown: {
    line: named(m.verdict_unknown_line),
    because: plain(m.verdict_unknown_because),
    todo: plain(m.verdict_unknown_todo),
  },
  device_offline: {
    line: plain(m.verdict_device_offline_line),
    because: plain(m.verdict_device_offline_because),
    todo: plain(m.verdict_device_offline_todo),
  },
  clock_skew: {
    line: ({ verdict, tongue }) =>
      verdict.numbers.skewMs === undefined
        ? m.verdict_clock_skew_line_plain({}, tongue)
        : m.verdict_clock_skew_line(
            { duration: sayDuration(Math.abs(verdict.numbers.skewMs), tongue) },
            tongue,
          ),
    because: plain(m.verdict_clock_skew_because),
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
    because: plain(m.verdict_tls_intercept_because),
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
    line: named(m.verdict_blocked_network_line),
    because: ({ verdict, tongue }) => {
      if (verdict.rule === 'name-filtered') return m.verdict_blocked_network_because_filter({}, tongue);
      const works = (verdict.numbers.places ?? 0) > (verdict.numbers.placesFailing ?? 0);
      return works
        ? m.verdict_blocked_network_because({}, tongue)
        : m.verdict_blocked_network_because_plain({}, tongue);
    },
    todo: plain(m.verdict_blocked_network_todo),
  },
  access_denied: {
    line: named(m.verdict_access_denied_line),
    because: plain(m.verdict_access_denied_because),
    todo: plain(m.verdict_access_denied_todo),
  },
  geo_block: {
    line: named(m.verdict_geo_block_line),
    because: plain(m.verdict_geo_block_because),
    todo: plain(m.verdict_geo_block_todo),
  },
  rate_limited: { line: named(m.verdict_rate_limited_line), because: plain(m.verdict_rate_limited_because) },
  login_required: {
    line: named(m.verdict_login_required_line),
    because: plain(m.verdict_login_required_because),
    todo: plain(m.verdict_login_required_todo),
  },
  isp_path: {
    line: named(m.verdict_isp_path_line),
    because: plain(m.verdict_isp_path_because),
    todo: plain(m.verdict_isp_path_todo),
  },
  regional: {
    line: named(m.verdict_regional_line),
    because: ({ verdict, tongue }) => {
      const { nearFailing, near } = verdict.numbers;
      return nearFailing === undefined || near === undefined
        ? m.verdict_regional_because_plain({}, tongue)
        : m.verdict_regional_because({ near: `${nearFailing}/${near}` }, tongue);
    },
    todo: plain(m.verdict_regional_todo),
  },
  service_down: {
    line: down,
    because: (context) => {
      const count = otherPlaces(context);
      return count > 0
        ? m.verdict_service_down_because_places({ count }, context.tongue)
        : m.verdict_service_down_because({}, context.tongue);
    },
    todo: plain(m.verdict_service_down_todo),
  },
  service_5xx: {
    line: named(m.verdict_service_5xx_line),
    because: (context) => {
      const count = otherPlaces(context);
      return count > 0
        ? m.verdict_service_5xx_because_places({ count }, context.tongue)
        : m.verdict_service_5xx_because({}, context.tongue);
    },
    todo: plain(m.verdict_service_5xx_todo),
  },
  dns_authoritative: {
    line: named(m.verdict_dns_authoritative_line),
    because: plain(m.verdict_dns_authoritative_because),
    todo: plain(m.verdict_dns_authoritative_todo),
  },
  bgp_withdrawn: {
    line: named(m.verdict_bgp_withdrawn_line),
    because: plain(m.verdict_bgp_withdrawn_because),
    todo: plain(m.verdict_bgp_withdrawn_todo),
  },
  cert_server: {
    line: named(m.verdict_cert_server_line),
    because: (context) =>
      otherPlaces(context) > 0
        ? m.verdict_cert_server_because({}, context.tongue)
        : m.verdict_cert_server_because_plain({}, context.tongue),
    todo: plain(m.verdict_cert_server_todo),
  },
  shared_provider: {
    line: ({ service, tongue }) => m.verdict_shared_provider_line({ services: service }, tongue),
    because: ({ verdict, tongue }) =>
      m.verdict_shared_provider_because({ named: cloudName(verdict.numbers.named) }, tongue),
    todo: plain(m.verdict_shared_provider_todo),
  },
  partial: {
    line: named(m.verdict_partial_line),
    because: ({ verdict, tongue }) => {
      const { placesFailing, places } = verdict.numbers;
      return places === undefined || placesFailing === undefined
        ? m.verdict_partial_because({}, tongue)
        : m.verdict_partial_because_places({ failing: placesFailing, places }, tongue);
    },
    todo: plain(m.verdict_partial_todo),
  },
  degraded_slow: {
    line: ({ verdict, service, tongue }) =>
      verdict.numbers.slowdown === undefined
        ? m.verdict_degraded_slow_line({ service }, tongue)
        : m.verdict_degraded_slow_line_times({ service, times: verdict.numbers.slowdown }, tongue),
    because: plain(m.verdict_degraded_slow_because),
    todo: plain(m.verdict_degraded_slow_todo),
  },
  maintenance: {
    line: named(m.verdict_maintenance_line),
    because: plain(m.verdict_maintenance_because),
    todo: plain(m.verdict_maintenance_todo),
  },
  feature_down: {
    line: named(m.verdict_feature_down_line),
    because: ({ verdict, tongue }) =>
      verdict.numbers.named === undefined
        ? m.verdict_feature_down_because_plain({}, tongue)
        : m.verdict_feature_down_because({ named: verdict.numbers.named }, tongue),
    todo: plain(m.verdict_feature_down_todo),
  },
  local_only_5xx: {
    line: named(m.verdict_local_only_5xx_line),
    because: plain(m.verdict_local_only_5xx_because),
    todo: plain(m.verdict_local_only_5xx_todo),
  },
  probe_broken: {
    line: named(m.verdict_probe_broken_line),
    because: plain(m.verdict_probe_broken_because),
    todo: plain(m.verdict_probe_broken_todo),
  },
};

const CLOUDS: Readonly<Record<string, string>> = {
  aws: 'Amazon Web Services',
  azure: 'Microsoft Azure',
  cloudflare: 'Cloudflare',
  fastly: 'Fastly',
  akamai: 'Akamai',
  'google-cloud': 'Google Cloud',
};

/** Gives a cloud's or family's own name. */
export function cloudName(id: string | undefined): string {
  return CLOUDS[id ?? ''] ?? id ?? '';
}

/** Puts a verdict about one service into words; a guess is marked as one. */
export function explainVerdict(verdict: Verdict, service: string, tongue: Tongue, everyone: boolean): Words {
  const row = WORDS[verdict.name];
  const context = { verdict, service, tongue, everyone };
  const because = row.because(context);
  return {
    line: row.line(context),
    because: hedged(verdict, because, tongue),
    todo: row.todo?.(context) ?? null,
  };
}

function hedged(verdict: Verdict, sentence: string, tongue: Tongue): string {
  if (verdict.scope === 'none' || verdict.scope === 'unknown') return sentence;
  if (verdict.rule === 'likeliest') return m.lead_guess({ sentence }, tongue);
  return verdict.confidence === 'low' ? m.lead_likely({ sentence }, tongue) : sentence;
}

/** Time since when, with how long that is. */
export function saySince(since: EpochMs, time: string, now: EpochMs, tongue: Tongue): string {
  return m.lead_since({ time, duration: sayDuration(now - since, tongue) }, tongue);
}
