/** Words for what is on the service's side, for what is well, and for what nobody can tell. Pure. */
import { m } from '@/utils/words/messages';
import { HERE_SILENT, HERE_UNTRUSTED, isSeenFromHere } from './from-here';
import { type Context, named, plain, SAID_WORKS, type Say, type Sentences } from './sentence';

const otherPlaces = ({ verdict }: Context) => verdict.numbers.placesFailing ?? 0;

const isSaid = ({ verdict }: Context) => verdict.rule === SAID_WORKS;

/** What fails near the reader is answered there, and badly. */
const answersBroken = ({ verdict }: Context) => verdict.rule === 'broken-nearby';

const down: Say = ({ service, tongue, everyone }) =>
  everyone
    ? m.verdict_one_down_everyone({ service }, tongue)
    : m.verdict_one_down_others({ service }, tongue);

export const THEIR_SIDE = {
  ok: { line: named(m.verdict_ok_line), because: plain(m.verdict_ok_because) },
  unknown: {
    line: ({ verdict: { rule }, service, tongue }) =>
      rule === HERE_SILENT
        ? m.verdict_here_silent_line({ service }, tongue)
        : rule === HERE_UNTRUSTED
          ? m.verdict_here_untrusted_line({ service }, tongue)
          : m.verdict_unknown_line({ service }, tongue),
    because: ({ verdict, tongue }) =>
      isSeenFromHere(verdict) ? m.verdict_here_because({}, tongue) : m.verdict_unknown_because({}, tongue),
    todo: ({ verdict: { rule }, tongue }) =>
      rule === HERE_SILENT
        ? m.verdict_here_todo({}, tongue)
        : rule === HERE_UNTRUSTED
          ? null
          : m.verdict_unknown_todo({}, tongue),
  },
  regional: {
    line: (context) =>
      answersBroken(context)
        ? m.verdict_regional_line_broken({ service: context.service }, context.tongue)
        : m.verdict_regional_line({ service: context.service }, context.tongue),
    because: (context) => {
      const { verdict, tongue } = context;
      const { nearFailing, near, farFailing = 0 } = verdict.numbers;
      if (near !== undefined && nearFailing !== undefined && (answersBroken(context) || farFailing > 0)) {
        return m.verdict_regional_because_most({ near: `${nearFailing}/${near}` }, tongue);
      }
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
    todo: plain(m.verdict_nothing_todo),
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
    because: ({ verdict: { numbers }, tongue }) => {
      if (numbers.signatureBroken === true) return m.verdict_dns_authoritative_because_signature({}, tongue);
      return numbers.noSuchName === true
        ? m.verdict_dns_authoritative_because_no_name({}, tongue)
        : m.verdict_dns_authoritative_because({}, tongue);
    },
    todo: plain(m.verdict_nothing_todo),
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
    line: down,
    because: ({ verdict, tongue }) =>
      m.verdict_shared_provider_because({ named: cloudName(verdict.numbers.named) }, tongue),
    todo: plain(m.verdict_nothing_todo),
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
    line: (context) =>
      isSaid(context)
        ? m.verdict_said_works_line({ service: context.service }, context.tongue)
        : m.verdict_probe_broken_line({ service: context.service }, context.tongue),
    because: (context) =>
      isSaid(context)
        ? m.verdict_said_works_because({}, context.tongue)
        : m.verdict_probe_broken_because({}, context.tongue),
    todo: (context) => (isSaid(context) ? null : m.verdict_probe_broken_todo({}, context.tongue)),
  },
} as const satisfies Readonly<Record<string, Sentences>>;

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
