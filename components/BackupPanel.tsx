/** Saving and loading a backup; a bad file is refused with its reason, and changes nothing. */
import { useState } from 'preact/hooks';
import type { BackupProblem, Imported } from '@/utils/store/backup';
import { m } from '@/utils/words/messages';
import { type Speech, useSpeech } from './words';

function wordsOf(problem: BackupProblem, { tongue }: Speech): string {
  switch (problem.kind) {
    case 'too-big':
      return m.page_import_too_big({}, tongue);
    case 'too-many':
      return m.page_import_too_many({ count: problem.count, most: problem.most }, tongue);
    case 'not-json':
      return m.page_import_not_json({}, tongue);
    case 'wrong-version':
      return m.page_import_wrong_version({ value: problem.value }, tongue);
    case 'wrong-type':
      return m.page_import_wrong_type({ value: problem.path }, tongue);
    case 'unknown-service':
      return m.page_import_unknown_service({ value: problem.value }, tongue);
    case 'duplicate':
      return m.page_import_duplicate({ value: problem.value }, tongue);
    case 'bad-url':
      return m.page_import_bad_url({ value: problem.value }, tongue);
    case 'interval':
      return m.page_import_interval({ value: problem.value }, tongue);
    default:
      return problem satisfies never;
  }
}

/** Draws the two ways. */
export function BackupPanel({
  take,
  save,
  saveCsv,
}: {
  take: (text: string) => Promise<Imported>;
  save: () => void;
  saveCsv: () => void;
}) {
  const speech = useSpeech();
  const { tongue } = speech;
  const [result, setResult] = useState<Imported | null>(null);
  const load = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    const taken = await take(await file.text());
    // The same file may be mended and chosen again.
    input.value = '';
    setResult(taken);
  };
  const refused = result === null || result.ok ? '' : wordsOf(result.problem, speech);
  return (
    <>
      <div class="field">
        <button type="button" data-action="export" onClick={save}>
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
      <p role="alert">{refused}</p>
      <p role="status">
        {result === null || !result.ok
          ? ''
          : result.history
            ? m.page_imported({}, tongue)
            : m.page_imported_no_history({}, tongue)}
      </p>
    </>
  );
}
