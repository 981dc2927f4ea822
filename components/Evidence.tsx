/** Who was asked, from where, what they said and how long ago: in short for each kind, one by one where that unfolds. */

import {
  evidenceWords,
  lineIdOf,
  nameInLine,
  saidBefore,
  whoAmong,
} from '@/utils/diagnosis/explain-evidence';
import { sayPercent, type Tongue } from '@/utils/diagnosis/locale';
import type { EpochMs, EvidenceLine, Source } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { type Judged, toneOfLine } from './evidence-tone';
import { Fold } from './Fold';
import { Turn } from './Icon';
import { Places } from './Places';
import { Shape } from './Shape';
import { useSpeech } from './words';

type Lines = readonly EvidenceLine[];

const GROUPS: readonly (readonly [typeof m.popup_group_here, readonly Source[]])[] = [
  [m.popup_group_here, ['probe', 'page-load']],
  [m.popup_group_sites, ['control', 'favourite']],
  [m.popup_group_addresses, ['resolver']],
  [m.popup_group_page, ['status-page']],
  [m.popup_group_places, ['vantage']],
  [m.popup_group_routes, ['routing']],
];

/** So few are read faster than unfolded. */
const FEW = 2;

interface Heard {
  /** What the verdict makes of it. */
  judged: Judged;
  /** Says when it was said; how long ago where nothing else is given. */
  sayAt?: ((at: EpochMs) => string) | undefined;
}

/** Draws all groups that have a line. */
export function Evidence({ lines, ...heard }: { lines: Lines } & Heard) {
  const { tongue } = useSpeech();
  return (
    <>
      {GROUPS.map(([title, sources], index) => {
        const group = lines.filter((line) => sources.includes(line.source));
        if (group.length === 0) return null;
        return (
          <div key={index}>
            <h3>{title({}, tongue)}</h3>
            <Group group={group} {...heard} />
          </div>
        );
      })}
    </>
  );
}

function Group({ group, ...heard }: { group: Lines } & Heard) {
  const { judged } = heard;
  const source = group[0]?.source;
  const all = (
    <ul class="evidence">
      {group.map((line) => (
        <Line key={lineIdOf(line)} line={line} group={group} {...heard} />
      ))}
    </ul>
  );
  const inShort =
    source === 'vantage' ? (
      <InPlaces group={group} judged={judged} />
    ) : source === 'routing' ? (
      <OverRoutes group={group} judged={judged} />
    ) : (source === 'control' || source === 'favourite') && group.length > FEW ? (
      <AtOthers group={group} judged={judged} />
    ) : null;
  if (inShort === null) return all;
  return (
    <Fold class="each" opened={false}>
      <summary>
        {inShort}
        <Turn />
      </summary>
      {all}
    </Fold>
  );
}

function InPlaces({ group, judged }: { group: Lines; judged: Judged }) {
  const isWell = (line: EvidenceLine) => toneOfLine(line, judged) === 'well';
  const places = (lines: Lines) => lines.flatMap(({ place }) => place ?? []);
  const bad = group.filter((line) => !isWell(line));
  const [first] = bad;
  const tone = first === undefined ? 'theirs' : toneOfLine(first, judged);
  return <Places good={places(group.filter(isWell))} bad={places(bad)} tone={tone} />;
}

function OverRoutes({ group, judged }: { group: Lines; judged: Judged }) {
  const { tongue } = useSpeech();
  const share = (line: EvidenceLine) => (line.said.kind === 'routing' ? line.said.share : 1);
  const [worst] = [...group].sort((a, b) => share(a) - share(b));
  if (worst === undefined) return null;
  return (
    <span>
      <Shape tone={toneOfLine(worst, judged)} />
      {m.evidence_routes({ percent: sayPercent(share(worst), tongue) }, tongue)}
    </span>
  );
}

/** Whether one's own line carries anything: one that fails means nothing, most of them do. */
function AtOthers({ group, judged }: { group: Lines; judged: Judged }) {
  const { tongue, now } = useSpeech();
  const portal = group.find(({ said }) => said.kind === 'portal');
  // That explains what all the others seem to say.
  if (portal !== undefined) {
    return (
      <span>
        <Shape tone={toneOfLine(portal, judged)} />
        <bdi>{nameInLine(portal, tongue)}</bdi> · {evidenceWords(portal, tongue, now).said}
      </span>
    );
  }
  const tones = group.map((line) => toneOfLine(line, judged));
  const answering = tones.filter((tone) => tone === 'well').length;
  const isWell = answering * 2 >= group.length;
  return (
    <span>
      <Shape tone={isWell ? 'well' : (tones.find((tone) => tone !== 'well') ?? 'unknown')} />
      {m.popup_sites_answer({ answering, count: group.length }, tongue)}
    </span>
  );
}

/** Names who said it, as far as the heading of their group does not; null where that says it all. */
function whoBelow(line: EvidenceLine, group: Lines, tongue: Tongue): string | null {
  switch (line.source) {
    case 'status-page':
      return null;
    case 'probe':
      return group.every(({ source }) => source === 'probe') ? null : whoAmong(line, group, tongue);
    case 'control':
    case 'favourite':
      return isOnlyOne(line, group, tongue) ? nameInLine(line, tongue) : whoAmong(line, group, tongue);
    case 'resolver':
      return line.who === null ? whoAmong(line, group, tongue) : nameInLine(line, tongue);
    default:
      return whoAmong(line, group, tongue);
  }
}

/** Nothing else in the group goes by its name: a favourite may be called like a well-known site. */
function isOnlyOne(line: EvidenceLine, group: Lines, tongue: Tongue): boolean {
  const name = nameInLine(line, tongue);
  return group.every((one) => one.source === line.source || nameInLine(one, tongue) !== name);
}

/** This computer has asked again since, and got another answer. */
function isEarlier(line: EvidenceLine, group: Lines): boolean {
  return line.source === 'probe' && group.some(({ source, at }) => source === 'probe' && at > line.at);
}

function Line({ line, group, judged, sayAt }: { line: EvidenceLine; group: Lines } & Heard) {
  const { tongue, now } = useSpeech();
  const { said, ago } = evidenceWords(line, tongue, now);
  const who = whoBelow(line, group, tongue);
  return (
    <li data-evidence={line.source}>
      <Shape tone={toneOfLine(line, judged)} />
      <span>
        {who !== null && (
          <>
            <bdi>{who}</bdi>{' '}
          </>
        )}
        <span class="said">{isEarlier(line, group) ? saidBefore(said, tongue) : said}</span>
      </span>
      <span class="ago">{sayAt?.(line.at) ?? ago}</span>
    </li>
  );
}
