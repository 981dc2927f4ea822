/** Saving and loading a backup; a bad file is refused with its reason, and changes nothing. */
import { useEffect, useState } from 'preact/hooks';
import { shownName } from '@/utils/catalogue/given-name';
import { sayTogether } from '@/utils/diagnosis/locale';
import type { Settings } from '@/utils/model';
import type { BackupProblem, Imported } from '@/utils/store/backup';
import { m } from '@/utils/words/messages';
import { type Speech, useSpeech } from './words';

function wordsOf(problem: BackupProblem, { tongue }: Speech): string {
  // What a file holds may be long, and turn the words around it.
  const value = 'value' in problem && problem.value !== null ? shownName(problem.value) : '';
  switch (problem.kind) {
    case 'too-big':
      return m.page_import_too_big({}, tongue);
    case 'not-kept':
      return m.page_import_not_kept({}, tongue);
    case 'too-many':
      return m.page_import_too_many({ count: problem.count, most: problem.most }, tongue);
    case 'not-json':
      return m.page_import_not_json({}, tongue);
    case 'wrong-version':
      return problem.value === null
        ? m.page_import_no_version({}, tongue)
        : m.page_import_wrong_version({ value }, tongue);
    case 'wrong-type':
      return m.page_import_wrong_type({ value: shownName(problem.path) }, tongue);
    case 'unknown-service':
      return m.page_import_unknown_service({ value }, tongue);
    case 'duplicate':
      return m.page_import_duplicate({ value }, tongue);
    case 'bad-url':
      return m.page_import_bad_url({ value }, tongue);
    case 'bad-name':
      return m.page_import_bad_name({ value, most: problem.most }, tongue);
    case 'interval':
      return m.page_import_interval({ value }, tongue);
    default:
      return problem satisfies never;
  }
}

/** Says what came, and what it replaced. */
function takenWords(result: Imported | null, before: Settings | null, tongue: Speech['tongue']): string {
  if (result === null || !result.ok) return '';
  const came = result.history ? m.page_imported({}, tongue) : m.page_imported_no_history({}, tongue);
  if (before === null) return came;
  const counts = { before: before.favourites.length, after: result.favourites };
  return sayTogether([came, m.page_imported_replaced(counts, tongue)], tongue);
}

/** Draws the two ways. */
export function BackupPanel({
  settings,
  take,
  restore,
  save,
  saveCsv,
}: {
  /** As they are now; a backup replaces them. */
  settings: Settings;
  restore: (settings: Settings) => void;
  take: (file: File) => Promise<Imported>;
  /** Gives whether the history is in what was saved. */
  save: () => Promise<boolean>;
  saveCsv: () => void;
}) {
  const speech = useSpeech();
  const { tongue } = speech;
  const [result, setResult] = useState<Imported | null>(null);
  const [before, setBefore] = useState<Settings | null>(null);
  const [undone, setUndone] = useState(false);
  const [saved, setSaved] = useState(true);
  const shown = JSON.stringify(settings);
  const [came, setCame] = useState<string | null>(null);
  // What is changed after a backup came would be lost by going back to what was before it.
  useEffect(() => {
    if (before === null || shown === JSON.stringify(before)) return;
    if (came === null) setCame(shown);
    else if (came !== shown) setBefore(null);
  }, [shown, before, came]);
  const load = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const replaced = settings;
    const taken = await take(file);
    setBefore(taken.ok ? replaced : null);
    setCame(null);
    setUndone(false);
    // The same file may be mended and chosen again.
    input.value = '';
    setResult(taken);
  };
  const refused = result === null || result.ok ? '' : wordsOf(result.problem, speech);
  return (
    <>
      <div class="field">
        <button type="button" data-action="export" onClick={() => void save().then(setSaved)}>
          {m.page_export({}, tongue)}
        </button>
        <button type="button" data-action="export-csv" onClick={saveCsv}>
          {m.options_save_csv({}, tongue)}
        </button>
        <label class="button file">
          {m.page_import({}, tongue)}
          <input
            type="file"
            name="backup"
            accept="application/json,.json"
            onChange={(event) => void load(event.currentTarget)}
          />
        </label>
      </div>
      <p role="alert">{saved ? refused : m.page_export_no_history({}, tongue)}</p>
      <p role="status">{undone ? m.page_import_undone({}, tongue) : takenWords(result, before, tongue)}</p>
      {before !== null && (
        <button
          type="button"
          data-action="undo-import"
          onClick={() => {
            restore(before);
            setBefore(null);
            setUndone(true);
          }}
        >
          {m.page_import_undo({}, tongue)}
        </button>
      )}
    </>
  );
}
