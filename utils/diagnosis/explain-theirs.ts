/** Words for what is on the service's side, for what is well, and for what nobody can tell. Pure. */
import type { Verdict } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { cloudName } from './cloud-name';
import { IMPAIRED } from './explain-impaired';
import { unlessSaid, WORKS, WORKS_HERE } from './explain-said';
import { UNKNOWN } from './explain-unknown';
import { isSeenFromHere } from './from-here';
import { sayCountry, type Tongue } from './locale';
import {
  type Context,
  counted,
  isUnwitnessed,
  LIKELIEST,
  named,
  plain,
  type Say,
  type Sentences,
} from './sentence';

const otherPlaces = ({ verdict }: Context) => verdict.numbers.placesFailing ?? 0;

/** What fails near the reader is answered there, and badly. */
const answersBroken = ({ verdict }: Context) => verdict.rule === 'broken-nearby';

const down: Say = ({ verdict, service, count, tongue, everyone }) => {
  if (isUnwitnessed(verdict)) return m.verdict_down_probably({ service, count }, tongue);
  if (count > 1) {
    return (everyone ? m.verdict_many_down_everyone : m.verdict_many_down_others)(
      { services: service },
      tongue,
    );
  }
  return (everyone ? m.verdict_one_down_everyone : m.verdict_one_down_others)({ service }, tongue);
};

/** What is only weighed is not told in the words of what was seen. */
const unlessGuessed =
  (say: Say): Say =>
  (context) =>
    (context.verdict.rule === LIKELIEST ? down : say)(context);

/** A big directory knows the name: that nobody can find it would not be true. */
export function isFoundBySome({ numbers }: Pick<Verdict, 'numbers'>): boolean {
  return (numbers.resolversFailing ?? 0) < (numbers.resolvers ?? 0);
}

/** Says how many places fail, where some of those asked do and some do not. */
function sayForSome(
  { numbers: { placesFailing: failing = 0, places = 0 } }: Verdict,
  tongue: Tongue,
): string {
  return failing > 0 && failing < places
    ? m.verdict_partial_because_places({ failing, places }, tongue)
    : m.verdict_partial_because({}, tongue);
}

const CERTIFICATE_LINE = {
  date: named(m.verdict_cert_server_line_date),
  name: named(m.verdict_cert_server_line_name),
  trust: named(m.verdict_cert_server_line_trust),
  other: named(m.verdict_cert_server_line),
} as const;

export const THEIR_SIDE = {
  ok: { line: named(m.verdict_ok_line), because: plain(m.verdict_ok_because) },
  unknown: UNKNOWN,
  regional: {
    line: (context) => {
      const { verdict, service, count, tongue } = context;
      if (answersBroken(context)) return m.verdict_regional_line_broken({ service }, tongue);
      return verdict.numbers.country === undefined
        ? m.verdict_regional_line({ service, count }, tongue)
        : m.verdict_regional_line_country(
            { service, count, country: sayCountry(verdict.numbers.country, tongue) },
            tongue,
          );
    },
    because: (context) => {
      const { verdict, tongue } = context;
      const { nearFailing: failing = 0, near = 0, farFailing = 0, far = 0 } = verdict.numbers;
      if (near > 0 && answersBroken(context)) {
        return m.verdict_regional_because_most({ failing, near }, tongue);
      }
      return near === 0 || far === 0
        ? m.verdict_regional_because_plain({}, tongue)
        : m.verdict_regional_because({ failing, near, works: far - farFailing, far }, tongue);
    },
    todo: plain(m.verdict_later_todo),
  },
  service_down: {
    line: down,
    because: (context) => {
      const count = otherPlaces(context);
      if (count > 0) return m.verdict_service_down_because_places({ count }, context.tongue);
      return context.verdict.rule === 'admitted'
        ? m.verdict_service_down_because_admitted({}, context.tongue)
        : m.verdict_service_down_because({}, context.tongue);
    },
    todo: plain(m.verdict_nothing_todo),
  },
  service_5xx: {
    line: (context) =>
      named(
        isUnwitnessed(context.verdict) ? m.verdict_service_5xx_line_probably : m.verdict_service_5xx_line,
      )(context),
    because: (context) => {
      const count = otherPlaces(context);
      return count > 0
        ? m.verdict_service_5xx_because_places({ count }, context.tongue)
        : m.verdict_service_5xx_because({}, context.tongue);
    },
    // One's own machine may well be mended here.
    todo: (context) => (isSeenFromHere(context.verdict) ? null : m.verdict_later_todo({}, context.tongue)),
  },
  dns_authoritative: {
    line: unlessGuessed((context) =>
      (isFoundBySome(context.verdict)
        ? counted(m.verdict_partial_line)
        : named(m.verdict_dns_authoritative_line))(context),
    ),
    because: ({ verdict, tongue }) => {
      const { numbers } = verdict;
      if (numbers.signatureBroken === true) return m.verdict_dns_authoritative_because_signature({}, tongue);
      if (isFoundBySome(verdict)) return sayForSome(verdict, tongue);
      const count = numbers.placesFailing ?? 0;
      if (numbers.resolvers === undefined && count > 0)
        return m.verdict_service_down_because_places({ count }, tongue);
      return numbers.noSuchName === true
        ? m.verdict_dns_authoritative_because_no_name({}, tongue)
        : m.verdict_dns_authoritative_because({}, tongue);
    },
    todo: ({ verdict, tongue }) =>
      (isFoundBySome(verdict) ? m.verdict_partial_todo : m.verdict_nothing_todo)({}, tongue),
  },
  bgp_withdrawn: {
    line: named(m.verdict_bgp_withdrawn_line),
    because: plain(m.verdict_bgp_withdrawn_because),
    todo: plain(m.verdict_bgp_withdrawn_todo),
  },
  cert_server: {
    line: (context) => CERTIFICATE_LINE[context.verdict.numbers.certificate ?? 'other'](context),
    because: (context) => {
      if (otherPlaces(context) === 0) return m.verdict_cert_server_because_plain({}, context.tongue);
      return context.verdict.numbers.certificate === 'trust'
        ? m.verdict_cert_server_because_trust({}, context.tongue)
        : m.verdict_cert_server_because({}, context.tongue);
    },
    todo: ({ verdict, tongue }) =>
      verdict.numbers.certificate === 'date'
        ? m.verdict_cert_server_todo({}, tongue)
        : m.verdict_cert_server_todo_mend({}, tongue),
  },
  shared_provider: {
    line: down,
    because: ({ verdict, tongue }) =>
      m.verdict_shared_provider_because({ named: cloudName(verdict.numbers.named) }, tongue),
    todo: plain(m.verdict_nothing_todo),
  },
  partial: unlessSaid(WORKS_HERE, {
    line: unlessGuessed(counted(m.verdict_partial_line)),
    because: ({ verdict, tongue }) => {
      const { placesFailing, places } = verdict.numbers;
      // Others are served; that some are not, its own page says.
      if (placesFailing === 0) return m.verdict_feature_down_because_plain({}, tongue);
      return places === undefined || placesFailing === undefined
        ? m.verdict_partial_because({}, tongue)
        : m.verdict_partial_because_places({ failing: placesFailing, places }, tongue);
    },
    todo: plain(m.verdict_partial_todo),
  }),
  ...IMPAIRED,
  local_only_5xx: {
    line: counted(m.verdict_local_only_5xx_line),
    because: plain(m.verdict_local_only_5xx_because),
    todo: plain(m.verdict_local_only_5xx_todo),
  },
  probe_broken: unlessSaid(WORKS, {
    line: named(m.verdict_probe_broken_line),
    because: plain(m.verdict_probe_broken_because),
    todo: plain(m.verdict_probe_broken_todo),
  }),
} as const satisfies Readonly<Record<string, Sentences>>;
