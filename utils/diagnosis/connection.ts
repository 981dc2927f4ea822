/** What the controls say about the reader's own connection. Pure. */
import type { ControlAnswer, ErrorType, PortalObservation, ResolverObservation } from '@/utils/model';
import { isGenuine, isUnnamed, isVoid, startOf } from './control-answer';
import { latestBy } from './latest';
import { medianOf } from './symptom';

/** Facts about the connection. Null: the controls were not asked lately, so nothing is known. */
export interface ConnectionFacts {
  /** At least one control of an independent operator gave its genuine answer over https. */
  controlsAnswer: boolean | null;
  /** Fewer than half of the controls answered, yet at least one did. */
  controlsWeak: boolean | null;
  /** The plain-http control was answered by somebody else, and nothing genuine came over https. */
  portal: boolean | null;
  /** The plain-http control was answered by somebody else, whatever came over https. */
  usurped: boolean | null;
  /** So many controls cannot be found by name that the reader's own directory is at fault, now and then at least. */
  controlsUnnamed: boolean | null;
  /** No certificate of any control is valid today, or, where the clock is known to be off, few are. */
  datesWrong: boolean | null;
  /** Certificates of most controls come from a stranger. */
  foreignCertificates: boolean | null;
  /** Plain pages pass, and all that is asked over https fails at once, for a reason the browser hides; the clock is right. */
  onlyPlain: boolean | null;
  proxyBroken: boolean | null;
  /** Every control asked by name fails while one asked by number answers. */
  namesFail: boolean | null;
  /** Some control asked by name gives its genuine answer. */
  namesAnswer: boolean | null;
  /** Nothing answers at all. */
  nothingAnswers: boolean | null;
  /** The controls answer, but take very long. */
  controlsSlow: boolean | null;
  controlsOk: number;
  controls: number;
}

/** A control that takes longer than this is slow; half of them make a slow connection. */
const SLOW_CONTROL_MS = 2_500;
/** Controls by name that must all fail before names are blamed. */
const NAMES_NEEDED = 3;
const UNNAMED_NEEDED = 2;
/** Nobody but the proxy makes an error that names it, also where it lets some through. */
const PROXY_NEEDED = 2;
/** So many controls must have spoken before the connection is blamed: the quickest to fail is not all of them. */
const CONTROLS_NEEDED = 4;

/** Questions sent this close together were sent at the same moment. */
const SAME_MOMENT_MS = 2_000;

/** Firefox names every TLS failure alike (docs/decisions.md, 17), and a limited watch none; a wrong clock then tells. */
const DATES: readonly ErrorType[] = ['tls.cert.date_invalid'];
const DATES_OR_ANY: readonly ErrorType[] = ['tls.cert.date_invalid', 'tls.failed', 'unknown'];
const NAMED_STRANGERS: readonly ErrorType[] = [
  'tls.cert.authority_invalid',
  'tls.cert.name_invalid',
  'tls.cert.invalid',
];
/** What a certificate out of date looks like where some others are not; whoever shows one was found by name. */
const DATED: readonly ErrorType[] = ['tls.cert.date_invalid', 'tls.failed'];
/** A TLS failure without a name is a stranger's only once the clock is known to be right. */
const STRANGERS: readonly ErrorType[] = [...NAMED_STRANGERS, 'tls.failed'];

const HIDDEN: readonly ErrorType[] = ['unknown', 'tls.failed'];

const UNKNOWN: ConnectionFacts = {
  controlsAnswer: null,
  controlsWeak: null,
  portal: null,
  usurped: null,
  controlsUnnamed: null,
  datesWrong: null,
  foreignCertificates: null,
  onlyPlain: null,
  proxyBroken: null,
  namesFail: null,
  namesAnswer: null,
  nothingAnswers: null,
  controlsSlow: null,
  controlsOk: 0,
  controls: 0,
};

/**
 * Reads the controls (the latest answer of each), with the browser's own opinion on a portal and the
 * public resolvers that were reached by number.
 */
export function connectionFactsOf(
  controls: readonly ControlAnswer[],
  portal: PortalObservation['state'],
  resolvers: readonly ResolverObservation[],
  clockOff: boolean | null,
): ConnectionFacts {
  const said = latestBy(
    controls,
    ({ seen }) => seen.target,
    ({ seen }) => seen.at,
  );
  const latest = stillValid(said.filter(({ seen }) => !isVoid(seen)));
  if (latest.length === 0) return portal === 'locked' ? { ...UNKNOWN, portal: true } : UNKNOWN;
  const secure = latest.filter((control) => !control.plainHttp);
  const good = secure.filter(({ seen }) => isGenuine(seen));
  const named = secure.filter((control) => !control.byNumber);
  const byNumber = isReachedByNumber(secure, named, resolvers);
  const usurped = latest.some((control) => control.plainHttp && isUsurped(control));
  const anyGood = latest.filter(({ seen }) => isGenuine(seen));
  return {
    controlsAnswer: good.length > 0,
    controlsWeak: good.length > 0 && good.length * 2 < secure.length,
    usurped,
    controlsUnnamed: latest.filter(({ seen }) => isUnnamed(seen)).length >= UNNAMED_NEEDED,
    portal: good.length === 0 && (usurped || portal === 'locked'),
    datesWrong:
      (good.length === 0 || clockOff === true) &&
      secure.length >= NAMES_NEEDED &&
      fail(secure, datesOf(good.length > 0, clockOff)) * 2 >= secure.length,
    foreignCertificates:
      clockOff !== true &&
      secure.length >= NAMES_NEEDED &&
      fail(secure, clockOff === null ? NAMED_STRANGERS : STRANGERS) * 2 > secure.length,
    onlyPlain: clockOff === false && isOnlyPlain(latest, secure),
    proxyBroken: fail(secure, ['local.proxy']) >= (good.length === 0 ? 1 : PROXY_NEEDED),
    namesFail:
      named.length >= NAMES_NEEDED &&
      !named.some(({ seen }) => isGenuine(seen)) &&
      byNumber &&
      !named.some(isUsurped) &&
      fail(named, DATED) * 2 < named.length,
    namesAnswer: named.length === 0 ? null : named.some(({ seen }) => isGenuine(seen)),
    nothingAnswers: anyGood.length === 0 && !byNumber && latest.length >= CONTROLS_NEEDED,
    controlsSlow: isSlow(good),
    controlsOk: anyGood.length,
    controls: latest.length,
  };
}

function isReachedByNumber(
  secure: readonly ControlAnswer[],
  named: readonly ControlAnswer[],
  resolvers: readonly ResolverObservation[],
): boolean {
  const unnamed = named.some(({ seen }) => isUnnamed(seen));
  // What answered by number before names began to fail says nothing about now.
  const since = Math.min(...named.map(({ seen }) => startOf(seen))) - SAME_MOMENT_MS;
  const isInTime = (seen: { at: number; tookMs: number | null }) => startOf(seen) >= since;
  return (
    secure.some(
      (control) =>
        control.byNumber &&
        isGenuine(control.seen) &&
        isInTime(control.seen) &&
        (unnamed || !isLate(control)),
    ) || resolvers.some((seen) => seen.resolver !== 'system' && seen.answer !== null && isInTime(seen))
  );
}

function isOnlyPlain(latest: readonly ControlAnswer[], secure: readonly ControlAnswer[]): boolean {
  const isPlainAnswered = latest.some((control) => control.plainHttp && isGenuine(control.seen));
  return isPlainAnswered && secure.length >= CONTROLS_NEEDED && fail(secure, HIDDEN) === secure.length;
}

function datesOf(someGood: boolean, clockOff: boolean | null): readonly ErrorType[] {
  if (someGood) return DATED;
  return clockOff === true ? DATES_OR_ANY : DATES;
}

/** An answer from before the moment since which all the others fail says nothing of now. */
function stillValid(latest: readonly ControlAnswer[]): readonly ControlAnswer[] {
  const failed = latest.filter(({ seen }) => seen.outcome === 'failed');
  if (failed.length < CONTROLS_NEEDED) return latest;
  const since = Math.min(...failed.map(({ seen }) => startOf(seen)));
  // What somebody else answered in a control's place is of a kind with the failures: a portal does both.
  const isIll = (control: ControlAnswer) => control.seen.outcome === 'failed' || isUsurped(control);
  const rest = latest.filter((control) => isIll(control) || control.seen.at >= since);
  return rest.every(isIll) ? rest : latest;
}

function isUsurped({ seen }: ControlAnswer): boolean {
  return seen.errorType === null && (seen.genuine === false || seen.landed === 'elsewhere');
}

function fail(controls: readonly ControlAnswer[], types: readonly ErrorType[]): number {
  return controls.filter(({ seen }) => seen.errorType !== null && types.includes(seen.errorType)).length;
}

/** Where what answers takes that long, silence is not for want of names. */
function isLate({ seen }: ControlAnswer): boolean {
  return (seen.tookMs ?? 0) > SLOW_CONTROL_MS;
}

function isSlow(good: readonly ControlAnswer[]): boolean {
  const median = medianOf(good.map((control) => control.seen.tookMs ?? 0));
  return median !== null && median > SLOW_CONTROL_MS;
}
