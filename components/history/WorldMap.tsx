/** Where in the world a service answered: dots that answer, crosses that do not, and the same as a table. */
import { useEffect, useState } from 'preact/hooks';
import { evidenceWords, lineIdOf, whoAmong } from '@/utils/diagnosis/explain-evidence';
import type { EvidenceLine } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { Shape } from '../Shape';
import { useSpeech } from '../words';
import { AsTable } from './AsTable';
import { answers } from './story';

type Land = typeof import('./land');

const SIZE = 720 / 318;
/** Draws the places of the evidence. */
export function WorldMap({ lines }: { lines: readonly EvidenceLine[] }) {
  const { tongue, now } = useSpeech();
  const [land, setLand] = useState<Land | null>(null);
  useEffect(() => {
    void import('./land').then(setLand);
  }, []);
  const bad = lines.filter((line) => !answers(line)).length;
  return (
    <figure class="map">
      <div style={{ aspectRatio: String(SIZE) }}>
        {land !== null && (
          <svg
            viewBox={`0 0 ${land.WIDTH} ${land.HEIGHT}`}
            role="img"
            aria-label={m.history_map_label({}, tongue)}
          >
            <path class="land" d={land.landPath} />
            {[...lines]
              .sort((a, b) => Number(answers(b)) - Number(answers(a)))
              .map((line, index, all) => (
                <Spot
                  key={lineIdOf(line)}
                  line={line}
                  land={land}
                  twins={all.slice(0, index).filter((other) => isAt(other, line)).length}
                />
              ))}
          </svg>
        )}
      </div>
      <figcaption class="small">
        {bad > 0 && (
          <span>
            <Shape tone="theirs" />
            {m.history_map_bad({ count: bad }, tongue)}
          </span>
        )}
        {bad < lines.length && (
          <span>
            <Shape tone="well" />
            {m.history_map_good({ count: lines.length - bad }, tongue)}
          </span>
        )}
      </figcaption>
      <AsTable
        columns={[m.history_place({}, tongue), m.history_said({}, tongue)]}
        rows={lines.map((line) => {
          const { said } = evidenceWords(line, tongue, now);
          return { key: lineIdOf(line), cells: [whoAmong(line, lines, tongue), said] };
        })}
      />
    </figure>
  );
}

function isAt({ place: a }: EvidenceLine, { place: b }: EvidenceLine): boolean {
  return a?.latitude === b?.latitude && a?.longitude === b?.longitude;
}

/** Two networks of one city stand beside each other. */
const BESIDE = 15;

/** `twins`: how many stand at the same spot already. */
function Spot({ line, land, twins }: { line: EvidenceLine; land: Land; twins: number }) {
  const { tongue, now } = useSpeech();
  const at = line.place === null ? null : land.onMap(line.place);
  if (at === null) return null;
  const [x, y] = at;
  return (
    <g transform={`translate(${(x + twins * BESIDE).toFixed(1)} ${y.toFixed(1)})`}>
      <title>{evidenceWords(line, tongue, now).who}</title>
      {answers(line) ? (
        <circle class="good" r="6" />
      ) : (
        <>
          <circle class="halo" r="11" />
          <path class="bad" d="M-6-6 6 6M6-6-6 6" />
        </>
      )}
    </g>
  );
}
