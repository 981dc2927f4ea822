/** The nouns of Faultline, types only. Times are epoch milliseconds (`…At`), durations milliseconds (`…Ms`). */

export type EpochMs = number;

/** A catalogue id ("whatsapp"), or the host of a custom URL ("status.example"). */
export type ServiceId = string;

export type Outcome = 'ok' | 'failed' | 'timeout' | 'skipped';

/**
 * Why a request failed: the names of W3C Network Error Logging, and `local.*` for causes inside this
 * computer, which NEL has no names for and which never say anything about a service.
 */
export type ErrorType =
  | 'dns.name_not_resolved'
  | 'dns.failed'
  | 'dns.unreachable'
  | 'tcp.timed_out'
  | 'tcp.refused'
  | 'tcp.reset'
  | 'tcp.closed'
  | 'tcp.aborted'
  | 'tcp.address_invalid'
  | 'tcp.address_unreachable'
  | 'tcp.failed'
  | 'tls.version_or_cipher_mismatch'
  | 'tls.bad_client_auth_cert'
  | 'tls.cert.name_invalid'
  | 'tls.cert.date_invalid'
  | 'tls.cert.authority_invalid'
  | 'tls.cert.invalid'
  | 'tls.cert.revoked'
  | 'tls.cert.pinned_key_not_in_cert_chain'
  | 'tls.protocol.error'
  | 'tls.failed'
  | 'http.error'
  | 'http.protocol.error'
  | 'http.response.invalid'
  | 'http.response.redirect_loop'
  | 'http.failed'
  | 'abandoned'
  | 'unknown'
  | 'local.offline'
  | 'local.network_changed'
  | 'local.suspended'
  | 'local.blocked_by_client'
  | 'local.blocked_by_administrator'
  | 'local.proxy'
  | 'local.refused';

export type Health =
  | 'up'
  | 'suspect'
  | 'down'
  | 'degraded'
  | 'flapping'
  | 'recovering'
  | 'maintenance'
  | 'blocked'
  | 'unknown';

/** Whose side the fault is on. `provider` is the reader's internet provider, never the service. */
export type Scope =
  | 'none'
  | 'device'
  | 'network'
  | 'resolver'
  | 'blocked'
  | 'provider'
  | 'region'
  | 'global'
  | 'unknown';

export type Confidence = 'low' | 'medium' | 'high';

export type VerdictName =
  | 'ok'
  | 'unknown'
  | 'device_offline'
  | 'clock_skew'
  | 'client_trust'
  | 'client_ipv6'
  | 'client_mtu'
  | 'blocked_extension'
  | 'local_network'
  | 'local_slow'
  | 'captive_portal'
  | 'tls_intercept'
  | 'proxy_broken'
  | 'local_dns'
  | 'blocked_network'
  | 'access_denied'
  | 'geo_block'
  | 'rate_limited'
  | 'login_required'
  | 'isp_path'
  | 'regional'
  | 'service_down'
  | 'service_5xx'
  | 'dns_authoritative'
  | 'bgp_withdrawn'
  | 'cert_server'
  | 'shared_provider'
  | 'partial'
  | 'degraded_slow'
  | 'maintenance'
  | 'feature_down'
  | 'local_only_5xx'
  | 'probe_broken';

/** The rule that matched, in one value. `numbers` holds what its sentence counts (see `VerdictNumbers`). */
export interface Verdict {
  name: VerdictName;
  scope: Scope;
  confidence: Confidence;
  /** Id of the rule that decided. */
  rule: string;
  numbers: VerdictNumbers;
}

/** What a because-sentence may count. An absent key was not asked or is not known. */
export interface VerdictNumbers {
  /** Controls that answered, of those asked. */
  controlsOk?: number;
  controls?: number;
  /** Vantages that failed, of those that answered our question, and the countries they stand in. */
  placesFailing?: number;
  places?: number;
  countriesFailing?: number;
  countries?: number;
  /** Near (own country or network) and far halves of the same. */
  nearFailing?: number;
  near?: number;
  farFailing?: number;
  far?: number;
  /** Public resolvers that got no address, of those asked. */
  resolversFailing?: number;
  resolvers?: number;
  /** The resolvers that fail all say that there is no such name. */
  noSuchName?: true;
  /** The name is found once signatures are not checked (DNSSEC). */
  signatureBroken?: true;
  /** How many times slower than usual. */
  slowdown?: number;
  /** Clock error in ms, positive when this computer is ahead. */
  skewMs?: number;
  /** HTTP status that decided. */
  status?: number;
  /** When planned work ends or a rate limit is over, as announced. */
  until?: EpochMs;
  /** Component or shared provider that the sentence names. */
  named?: string;
  /** What is wrong with the certificate: it is past its date, for another name, or not trusted. */
  certificate?: 'date' | 'name' | 'trust';
  /** The country that it is about, by its two letters, and the reader's internet provider by name: for the reader alone. */
  country?: string;
  network?: string;
}

/** What an incident was called from one moment on. */
export interface Phase {
  at: EpochMs;
  verdict: VerdictName;
  /** The rule that decided; older logs do not say. */
  rule?: string;
  /** It was told as being so for everyone. */
  everyone?: true;
}

// --- what is asked -----------------------------------------------------------------------------

/** One URL that is asked once, and what a good answer looks like. */
export interface Target {
  /** Service id, or control id. */
  id: string;
  url: string;
  /** Host names that count as the same site when a redirect ends there. */
  hosts: readonly string[];
  /** What a genuine answer must be; null when any HTTP answer counts. */
  expect: Expectation | null;
}

export interface Expectation {
  status?: number;
  /** Text that the body must hold, compared after trimming. */
  text?: string;
  /** Regular expression (multi-line) that the trimmed body must match. */
  pattern?: string;
  /** The body must be empty. */
  empty?: boolean;
  method?: 'GET' | 'HEAD';
}

export type ResolverName = 'cloudflare' | 'google';

/** A place to ask from: a Globalping location filter. */
export interface VantagePlace {
  country?: string;
  continent?: string;
  asn?: number;
  /** How the place relates to the reader. */
  near: 'network' | 'country' | 'far';
  limit: number;
}

export type FeedKind =
  | 'statuspage'
  | 'incidentio'
  | 'google'
  | 'aws'
  | 'azure-rss'
  | 'slack'
  | 'apple'
  | 'instatus'
  | 'betterstack'
  | 'statusio'
  | 'statusiq-rss'
  | 'meta'
  | 'microsoft-consumer'
  | 'microsoft-mac'
  | 'heroku'
  | 'salesforce'
  | 'psn'
  | 'xbox'
  | 'riot'
  | 'stripe'
  | 'zendesk'
  | 'binance'
  | 'okx'
  | 'deepl'
  | 'rss'
  | 'atom';

/** A provider's machine-readable status page, as the catalogue names it. */
export interface Feed {
  kind: FeedKind;
  url: string;
  /** The page for people. */
  page: string;
  /** Components that matter for this service; null means the page as a whole. */
  components: readonly string[] | null;
  /** `product` speaks for the service itself; anything narrower may only confirm, never clear. */
  authority: 'product' | 'part';
}

/** One question to one source. Pure code plans them, `probes/` answers each with observations. */
export type Ask =
  | { kind: 'probe'; service: ServiceId; target: Target; timeoutMs: number }
  | { kind: 'control'; target: Target; timeoutMs: number }
  | { kind: 'resolver'; service: ServiceId; host: string; resolver: ResolverName; checkingDisabled: boolean }
  | {
      kind: 'feed';
      services: readonly ServiceId[];
      feed: Feed;
      /** Components that matter to each; those of `feed` when missing. */
      parts?: Readonly<Record<ServiceId, Feed['components']>>;
    }
  | {
      kind: 'vantage-start';
      services: readonly ServiceId[];
      host: string;
      https: boolean;
      places: readonly VantagePlace[];
    }
  | {
      kind: 'vantage-collect';
      services: readonly ServiceId[];
      measurement: string;
      startedAt: EpochMs;
      /** As they were asked: tells which answers are near. */
      places: readonly VantagePlace[];
    }
  | { kind: 'routing'; services: readonly ServiceId[]; prefix: string; of: 'address' | 'name-servers' }
  | { kind: 'network-info'; ip: string | null; service: ServiceId | null }
  | { kind: 'system-dns'; host: string; service: ServiceId | null }
  | { kind: 'portal-state' };

// --- what is seen ------------------------------------------------------------------------------

/** Who said something, as pages name it (`data-evidence`). */
export type Source =
  | 'probe'
  | 'page-load'
  | 'control'
  | 'favourite'
  | 'resolver'
  | 'status-page'
  | 'vantage'
  | 'routing';

interface Seen {
  /** When the answer (or the lack of one) was in. */
  at: EpochMs;
  outcome: Outcome;
  tookMs: number | null;
}

/** One HTTP question of our own, or a page the reader opened. `errorType` is null when it was answered. */
export interface HttpObservation extends Seen {
  source: 'probe' | 'page-load' | 'control';
  /** Service id or control id. */
  target: string;
  errorType: ErrorType | null;
  /** Null when nothing was answered, or the browser hides it (no host permission). */
  status: number | null;
  /** Where redirects ended: the same site, its sign-in page, or another site. Null when hidden. */
  landed: 'same' | 'login' | 'elsewhere' | null;
  /** Whether the body was what the target expects; null when not looked at or hidden. */
  genuine: boolean | null;
  /** Whether it was a page to read, and no image or data; missing when not said, or hidden. */
  page?: boolean;
  retryAfterMs: number | null;
  /** The answer's Date header. */
  serverDate: EpochMs | null;
  /** Address that answered, from webRequest; null when hidden. */
  ip: string | null;
  /** The network we came from, as a control says. */
  network?: string | null;
  /** The country that a control sees us in. */
  country?: string | null;
  /** True when the browser hides the cause and status because the host was not granted. */
  limited: boolean;
  /** Of a `page-load`: a request of a page that was open already, not a visit. */
  inTab?: true;
}

/** A public resolver's answer about a service's name; `system` is the browser's own resolver past its cache. */
export interface ResolverObservation extends Seen {
  source: 'resolver';
  service: ServiceId | null;
  host: string;
  resolver: ResolverName | 'system';
  /** Null when the resolver itself did not answer usefully: that says nothing about the name. */
  answer: 'address' | 'nxdomain' | 'servfail' | 'refused' | 'empty' | null;
  /** Extended DNS error codes (RFC 8914). */
  ede: readonly number[];
  checkingDisabled: boolean;
}

/** What a provider says about itself. `indicator` null: could not be read, which says nothing. */
export interface StatusPageObservation extends Seen {
  source: 'status-page';
  service: ServiceId;
  indicator: 'none' | 'minor' | 'major' | 'critical' | 'maintenance' | null;
  /** The component or incident that carries the indicator. */
  component: string | null;
  /** The provider's latest words, plain text, at most 400 characters. */
  words: string | null;
  wordsAt: EpochMs | null;
  /** When the announced work ends. */
  until: EpochMs | null;
  link: string;
}

/** One place elsewhere that asked for us. `outcome` skipped: its answer does not count. */
export interface VantageObservation extends Seen {
  source: 'vantage';
  service: ServiceId;
  measurement: string;
  near: 'network' | 'country' | 'far';
  country: string;
  city: string;
  continent: string;
  asn: number;
  network: string;
  latitude: number;
  longitude: number;
  status: number | null;
  errorType: ErrorType | null;
}

/** Says that a measurement was started and may be collected. Not evidence by itself. */
export interface VantagePending extends Seen {
  source: 'vantage-pending';
  services: readonly ServiceId[];
  measurement: string;
  places: readonly VantagePlace[];
}

/** Share (0 to 1) of route collectors that see exactly this prefix; null when not known. */
export interface RoutingObservation extends Seen {
  source: 'routing';
  service: ServiceId;
  prefix: string;
  of: 'address' | 'name-servers';
  share: number | null;
}

/** The network an address belongs to; `service` null is the reader's own, kept with the state. */
export interface NetworkInfoObservation extends Seen {
  source: 'network-info';
  service: ServiceId | null;
  asn: number | null;
  prefix: string | null;
  country: string | null;
}

/** Firefox's own opinion on a captive portal. */
export interface PortalObservation extends Seen {
  source: 'portal';
  state: 'locked' | 'unlocked' | 'none' | null;
}

/** A source that refused or failed: until when it is left alone. Not evidence. */
export interface BackOff extends Seen {
  source: 'back-off';
  of: Ask['kind'];
  /** Which resolver, feed URL or API. */
  key: string;
  until: EpochMs;
}

export type Observation =
  | HttpObservation
  | ResolverObservation
  | StatusPageObservation
  | VantageObservation
  | VantagePending
  | RoutingObservation
  | NetworkInfoObservation
  | PortalObservation
  | BackOff;

/** What one question to the service amounted to, whatever the browser called it. */
export type Symptom =
  | 'answers'
  | 'slow'
  | 'denied'
  | 'legal'
  | 'rate'
  | 'login'
  | 'elsewhere'
  | 'missing'
  | 'changed'
  | 'maintenance'
  | '5xx'
  | 'loop'
  | 'dns'
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'unreachable'
  | 'cert_date'
  | 'cert_name'
  | 'cert_authority'
  | 'tls'
  | 'garbled'
  | 'failed'
  | 'blocked_client'
  | 'blocked_admin'
  | 'proxy'
  | 'offline'
  | 'void';

/** One probe or page load, remembered small. */
export interface Sample {
  at: EpochMs;
  symptom: Symptom;
  tookMs: number | null;
  status: number | null;
  how: 'probe' | 'page-load';
  retryAfterMs: number | null;
}

/** One answer of one service, as the log counts it. */
export interface SampleRow {
  service: ServiceId;
  at: EpochMs;
  outcome: 'up' | 'slow' | 'down' | 'yours' | 'unknown';
  /** It was counted before, as this, and is now known better. */
  was?: SampleRow['outcome'];
  latencyMs: number | null;
  /** How it failed; null when it did not. */
  kind: string | null;
  how: 'probe' | 'page-load';
}

/** What is normal for a service, learned from its own healthy answers; empty lists mean not learned yet. */
export interface Usual {
  /** HTTP statuses of the last healthy answers, newest last. */
  statuses: readonly number[];
  landed: readonly string[];
  /** Whether they were pages; missing where that was never said. */
  pages?: readonly boolean[];
  tookMs: readonly number[];
  /** When its pace was last learned; null when never. */
  tookAt?: EpochMs | null;
  /** Addresses that answered while all was well, newest last. */
  ips: readonly string[];
  /** Prefix of such an address as routed; null until asked. */
  prefix: string | null;
  /** It answered from this browser at least once. */
  seenUp: boolean;
}

/** Other favourites as a control group: how many of them fail now, of those seen lately. */
export interface Peers {
  siblingsFailing: number;
  siblings: number;
  unrelatedFailing: number;
  unrelated: number;
  /** Of the unrelated, those that fail to resolve. */
  unrelatedDns: number;
  /** Of all others, those whose certificate is not trusted. */
  untrusted: number;
  /** The cloud that failing siblings share; a family of one owner is not a shared provider. */
  shared: string | null;
}

/** What one control said, with what makes it special. */
export interface ControlAnswer {
  seen: HttpObservation;
  /** Asked by address, so it answers without DNS. */
  byNumber: boolean;
  /** Asked over plain http, so a captive portal can answer in its place. */
  plainHttp: boolean;
}

/** All that is known about one service now: observations at most 75 s old, and the situation around them. */
export interface Evidence {
  now: EpochMs;
  samples: readonly Sample[];
  /** The unbroken run of failures up to now, which may be older than what is judged. */
  run: readonly Sample[];
  /** How many of the latest samples failed in a row, however far apart. */
  row?: number;
  /** What was answered since the fault began, for as long as that is remembered; the samples when missing. */
  course?: readonly Sample[];
  usual: Usual;
  controls: readonly ControlAnswer[];
  resolvers: readonly ResolverObservation[];
  /** What resolvers answered about any name: that they were reached. */
  reached?: readonly ResolverObservation[];
  report: StatusPageObservation | null;
  vantages: readonly VantageObservation[];
  /** How many looks at several places far away, since the fault began, found one that fails; none when missing. */
  farLooksFailing?: number;
  routing: readonly RoutingObservation[];
  portal: PortalObservation['state'];
  peers: Peers;
  /** navigator.onLine; null when not known. */
  online: boolean | null;
  /** This computer's clock minus the servers', from plain answers; null when not known. */
  skewMs: number | null;
  /** The reader's own country by its two letters; null or missing when not known. */
  country?: string | null;
  /** Nobody but this computer can ask it. */
  isPrivate?: boolean;
}

/** What diagnosis makes of the evidence about one service. */
export interface Judgement {
  verdict: Verdict;
  /** How many votes say that it really fails; see `diagnosis/votes.ts`. */
  votes: number;
  confirmed: boolean;
  /** `own`: the reader's side is broken; `clear`: controls answer; null: they were not asked lately. */
  gate: 'own' | 'clear' | null;
  controlsSlow: boolean;
  /** The leading symptom, so that a change of it can be told from a lack of evidence. */
  symptom: Symptom | null;
  /** How many outside facts the verdict rests on (0 to 5). */
  knowledge: number;
  elsewhere: 'all' | 'mixed' | 'near' | 'network' | 'none' | null;
  resolversFail: boolean;
  /** Whether routes are withdrawn; null when not asked lately, or neither here nor there. */
  gone: { address: boolean | null; nameServers: boolean | null };
}

/** A favourite, resolved against the catalogue: everything the pipe needs to know about it. */
export interface Watched {
  id: ServiceId;
  name: string;
  nameAr: string | null;
  custom: boolean;
  category: string | null;
  homepage: string;
  target: Target;
  host: string;
  family: string | null;
  familyName: string | null;
  clouds: readonly string[];
  feed: Feed | null;
  nameServerPrefixes: readonly string[];
  intervalMs: number;
  notify: boolean;
  /** Its host means something only inside the reader's own network. */
  isPrivate: boolean;
  /** Sources may be asked about it: a catalogue service, or a public custom host that was allowed. */
  askable: boolean;
}

/** A site that was looked up without being a favourite. */
export interface Guest {
  /** A catalogue id, or the host. */
  id: ServiceId;
  /** Scheme, host and port; never a path. */
  origin: string;
  /** When it was last looked up. */
  askedAt: EpochMs;
  /** When somebody last cared: looked it up, checked it again, or wished to be told. */
  caredAt: EpochMs;
}

/** The wall clock where the person is. */
export interface LocalTime {
  /** Minutes since midnight. */
  minute: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** What a person is to be told, as data; the words are made for the chosen language. */
export interface Notice {
  /** The incident's id, so that a later notice replaces it. */
  id: string;
  kind: 'opened' | 'updated' | 'closed' | 'cleared';
  about: 'service' | 'you';
  services: readonly ServiceId[];
  /** Members that are back, for `updated`. */
  back: readonly ServiceId[];
  family: string | null;
  verdict: Verdict;
  everyone: boolean;
  since: EpochMs;
  until: EpochMs | null;
  /** A first notice alerts; an update replaces the text in silence, unless the side changed. */
  alert: boolean;
  /**
   * What has words of its own: it comes and goes (and, when closed, is steady again), what was over before quiet
   * hours ended, an answer that the person wished to hear of, or outages that share nothing but their hour.
   */
  mood?: 'flapping' | 'morning' | 'wished' | 'digest';
  /** How many outages a notice of the morning sums up. */
  count?: number;
}

// --- the wire: the one door to the network ----------------------------------------------------

export interface WireRequest {
  url: string;
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Bytes of the body to read at most; 0 reads headers only. */
  readBytes: number;
  /** `no-cache` revalidates through the HTTP cache (status feeds); the default is `no-store`. */
  cache?: 'no-store' | 'no-cache';
  /** Look up why it failed, and who answered, in the extension's own webRequest events. */
  explain?: boolean;
}

export type WireReply =
  | {
      kind: 'response';
      /** 0 when the browser hides the answer (no host permission). */
      status: number;
      /** The host that was asked may be read, and yet the answer is hidden: it came from another. */
      strayed?: true;
      /** Final URL; empty when hidden. */
      url: string;
      /** Lower-case header name -> value. Empty when hidden. */
      headers: Readonly<Record<string, string>>;
      /** At most `readBytes`; null when not read. */
      body: Uint8Array | null;
      /** The body was longer than `readBytes`. */
      cut: boolean;
      ip: string | null;
      tookMs: number;
    }
  | {
      kind: 'failure';
      /** The browser's own name ("net::ERR_…", "NS_ERROR_…", or Firefox's TLS sentence); null when it hides it. */
      cause: string | null;
      timedOut: boolean;
      /** The host was not granted, so the cause is hidden. */
      limited: boolean;
      tookMs: number;
    };

/** Asks one URL. Never rejects. */
export interface Wire {
  now(): EpochMs;
  fetch(request: WireRequest): Promise<WireReply>;
}

// --- what the person chose --------------------------------------------------------------------

export type Favourite =
  | {
      id: ServiceId;
      notify?: boolean;
      intervalSeconds?: number;
      /** Parts or regions that matter, as the status page names them; all that the catalogue knows when missing. */
      components?: string[];
    }
  | {
      url: string;
      name: string;
      notify?: boolean;
      intervalSeconds?: number;
      /** What counts as a good answer here: this status, or a page that holds this text. Any answer below 500 when missing. */
      expect?: { status?: number; text?: string };
    };

/** Which kinds of sources the person agreed to. All false until then. */
export interface SourceChoices {
  resolvers: boolean;
  providerReports: boolean;
  vantages: boolean;
  routing: boolean;
}

/** As the browser, or one of the languages that `utils/words/languages.ts` lists. */
export type Language =
  | 'browser'
  | 'en'
  | 'ar'
  | 'de'
  | 'es'
  | 'fr'
  | 'hi'
  | 'id'
  | 'ja'
  | 'pt-BR'
  | 'ru'
  | 'tr'
  | 'zh-CN';

/** Local time of day, in minutes since midnight; `from` may be later than `to`. */
export interface QuietHours {
  from: number;
  to: number;
  /** Weekdays that are quiet from beginning to end, 0 is Sunday. */
  days: readonly number[];
}

export interface Settings {
  favourites: Favourite[];
  /** 30, 60, 120, 300, 600 or 1800. */
  intervalSeconds: number;
  notifications: boolean;
  sources: SourceChoices;
  /** Custom public hosts may be named to sources too. */
  askAboutCustom: boolean;
  language: Language;
  badge: boolean;
  /** Told when a service is back too, not only when it goes down. */
  tellBack: boolean;
  /** Notices wait while these hold, and are told in one line after; null when never. */
  quietHours: QuietHours | null;
  /** A soft tone goes with a first notice. */
  sound: boolean;
  marks: 'brands' | 'letters';
  /** How long the log is kept. */
  retention: 'month' | 'year' | 'ever';
  /** Favourites and settings follow the person through the browser's own account. */
  sync: boolean;
  /** Paused until this time; null when watching. `Infinity` is not JSON: "for good" is year 9999. */
  pausedUntil: EpochMs | null;
}

// --- the catalogue ----------------------------------------------------------------------------

export interface CatalogueService {
  id: ServiceId;
  name: string;
  nameAr: string | null;
  category: string;
  homepage: string;
  /** Host names, without scheme. */
  hosts: readonly string[];
  probe: string;
  /** Services that fall together; equal to `id` when it stands alone. */
  family: string;
  /** Clouds and CDNs it is known to run on ("aws", "cloudflare"); empty when its own or unknown. */
  clouds: readonly string[];
  feed: Feed | null;
}

export interface Family {
  id: string;
  name: string;
  asns: readonly number[];
  /** Prefixes of its name servers, exact; empty when not known. */
  nameServerPrefixes: readonly string[];
}

// --- what pages show --------------------------------------------------------------------------

/** Colour and drawing of the brand mark of each service that has one. */
export type Marks = Readonly<Record<ServiceId, readonly [hex: string, path: string]>>;

export type HeadlineKey = 'all-up' | 'just-you' | 'not-just-you' | 'your-area' | 'cannot-tell';

export type ChainLink = 'you' | 'network' | 'addresses' | 'provider' | 'region' | 'service';

/**
 * `tested` earned its tick; `passed` is inferred well; `broken` is the fault; `cut`: the way ends before or in it, and
 * nobody can say where; `slow`; `planned` work; `unknown`.
 */
export type LinkState = 'tested' | 'passed' | 'broken' | 'cut' | 'slow' | 'planned' | 'unknown';

/** One bar of the hour's history. `resting`: looked less often, and nothing failed; `none`: not watching. */
export type SparkBar = 'up' | 'slow' | 'down' | 'yours' | 'planned' | 'unknown' | 'resting' | 'none';

/** One line of evidence, ready to be put into words. */
export interface EvidenceLine {
  source: Source;
  /** "Google", "example.com", "Paris, FR", a prefix …; null is "this computer". */
  who: string | null;
  /** Its name in Arabic, where it has one. */
  whoAr?: string | null;
  /** What they said. */
  said:
    | { kind: 'answered'; status: number | null; tookMs: number | null }
    /** `backAt`: when it means to be back, as it says itself. */
    | { kind: 'failed'; errorType: ErrorType; status: number | null; backAt?: EpochMs }
    | { kind: 'timeout' }
    | { kind: 'resolver'; answer: NonNullable<ResolverObservation['answer']> }
    | {
        kind: 'status-page';
        indicator: NonNullable<StatusPageObservation['indicator']>;
        words: string | null;
      }
    | { kind: 'routing'; share: number }
    | { kind: 'portal' }
    /** The person said that it fails. */
    | { kind: 'own-word' }
    | { kind: 'nothing' };
  at: EpochMs;
  /** Where on the map, for vantages. */
  place: EvidencePlace | null;
}

/** One place elsewhere: a city and a network in it, which older logs do not name. */
export interface EvidencePlace {
  country: string;
  city: string;
  latitude: number;
  longitude: number;
  asn?: number;
  network?: string;
}

export interface FavouriteView {
  id: ServiceId;
  name: string;
  nameAr: string | null;
  custom: boolean;
  homepage: string;
  family: string | null;
  familyName: string | null;
  health: Health;
  verdict: Verdict;
  /** First failed probe of the open incident; null when up. */
  since: EpochMs | null;
  /** Only reachability is known: the host was not granted. */
  limited: boolean;
  /** Oldest first, `SPARK_BARS` of them. */
  spark: readonly SparkBar[];
  evidence: readonly EvidenceLine[];
  /** Reachable from this computer's own network only: nobody else is ever asked. */
  isPrivate: boolean;
  /** No notice about it until then, or until it is back; null when it speaks. */
  muted: EpochMs | 'back' | null;
  /** The person asked to be told when it answers again. */
  tellWhenBack: boolean;
  /** "OK, I know": a block here that no longer needs a badge. */
  acknowledged: boolean;
  /** The person's own visits since the trouble began; null when there were none. */
  visits: { failed: number; all: number; since: EpochMs } | null;
  /** Watched services of the same kind that answer now, by name; empty while this one is well. */
  stillWork: readonly ServiceId[];
  /** The provider's own words, newest. */
  report: { words: string; at: EpochMs | null; link: string; indicator: string } | null;
  lastAnswerAt: EpochMs | null;
}

/** What the headline is about: the worst thing that holds now. */
export interface Lead {
  headline: HeadlineKey;
  verdict: Verdict;
  /** A finer situation that has words of its own. */
  mood:
    | 'plain'
    | 'checking'
    | 'said-works'
    | 'known-block'
    | 'flapping'
    | 'recovering'
    | 'first-run'
    | 'paused'
    | 'woke-up';
  /** Services it is about, worst first; all favourites for a cause of one's own. */
  services: readonly ServiceId[];
  since: EpochMs | null;
  chain: Readonly<Record<ChainLink, LinkState>>;
  /** Which side the break is on. */
  side: 'yours' | 'theirs' | null;
  /** "For everyone" is earned: high confidence and at least three countries. */
  everyone: boolean;
  /** While some are being checked: all others answer. */
  othersAnswer?: true;
  /** While some are being checked: they failed again and again here, and it is not known yet why. */
  silent?: true;
  /** Only reachability is known of some of them: the browser hides what was answered. */
  limited?: true;
  /** They are in trouble apart from each other: what is said of one does not hold for all. */
  apart?: true;
  /** It was told, and its end will be told too. */
  promised?: true;
  /** Nobody else may be asked, so that more will never be known. */
  alone?: true;
  /** An incident confirmed before one's own fault began. */
  before: { services: readonly ServiceId[]; at: EpochMs } | null;
}

/** The whole of what pages read; derived from the state and kept in `storage.local`. */
export interface View {
  version: 1;
  at: EpochMs;
  lead: Lead;
  /** Trouble first. */
  favourites: readonly FavouriteView[];
  /** Sites that were looked up without being favourites, newest first; they count in nothing. */
  guests: readonly FavouriteView[];
  /** Favourites that answer. */
  answering: number;
  lastTickAt: EpochMs | null;
  intervalSeconds: number;
  sources: SourceChoices;
  language: Language;
  marks: Settings['marks'];
  pausedUntil: EpochMs | null;
  /** Looks less often for now: nobody is there, or data is dear. */
  resting: boolean;
  /** What happens is not being saved; the watch goes on. */
  problem: 'disk-full' | 'log-unreadable' | null;
}

/** What a page asks the background to do. */
export type Command =
  | { command: 'check-now'; service: ServiceId | null }
  | { command: 'test-notification' }
  /** Diagnoses a site that need not be a favourite: it becomes a guest. */
  | { command: 'look-up'; url: string }
  | { command: 'tell-when-back'; service: ServiceId; on: boolean }
  /** No notices about it until then; `back`: until this outage is over; null: speak again. */
  | { command: 'mute'; service: ServiceId; until: EpochMs | 'back' | null }
  /** "OK, I know": a block on this network. */
  | { command: 'acknowledge'; service: ServiceId }
  /** "Not what you see?": the person says what is true. */
  | { command: 'correct'; service: ServiceId; says: 'works' | 'fails' };
