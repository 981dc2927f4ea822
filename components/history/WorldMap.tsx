/** Where in the world a service answered: dots that answer, crosses that do not, and the same as a table. */
import { useEffect, useState } from 'preact/hooks';
import { evidenceWords } from '@/utils/diagnosis/explain-evidence';
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
              .map((line) => (
                <Spot key={`${line.who} ${line.at}`} line={line} land={land} />
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
          const { who, said } = evidenceWords(line, tongue, now);
          return { key: `${line.who} ${line.at}`, cells: [who, said] };
        })}
      />
    </figure>
  );
}

function Spot({ line, land }: { line: EvidenceLine; land: Land }) {
  const { tongue, now } = useSpeech();
  const at = line.place === null ? null : land.onMap(line.place);
  if (at === null) return null;
  const [x, y] = at;
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
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
