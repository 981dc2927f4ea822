/** What is told, when it is not, and how it sounds. */

import { useState } from 'preact/hooks';
import type { Settings } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';
import { QuietHoursChoice } from './QuietHoursChoice';
import { Check, Choice } from './Section';

export type System = 'mac' | 'windows' | 'linux' | 'other';

const HINTS = {
  mac: m.options_hint_mac,
  windows: m.options_hint_windows,
  linux: m.options_hint_linux,
  other: m.page_test_hint,
} as const;

/** Draws it. `onNotify` is called within the click, so that the browser may be asked. */
export function Telling({
  settings,
  set,
  system,
  allowed,
  onNotify,
  onAllow,
  onTest,
}: {
  settings: Settings;
  set: (change: Partial<Settings>) => void;
  system: System;
  /** Whether the browser lets us notify; null while that is not known. */
  allowed: boolean | null;
  onNotify: (on: boolean, tellBack: boolean) => void;
  /** Both give whether the browser allows it. */
  onAllow: () => Promise<boolean>;
  onTest: () => Promise<boolean>;
}) {
  const { tongue } = useSpeech();
  const [refused, setRefused] = useState(false);
  const ask = (asked: Promise<boolean>) => void asked.then((yes) => setRefused(!yes));
  const told = !settings.notifications ? 'none' : settings.tellBack ? 'both' : 'down';
  return (
    <>
      <Choice
        name="told"
        legend={m.options_tell({}, tongue)}
        value={told}
        options={[
          ['both', m.options_tell_both({}, tongue)],
          ['down', m.options_tell_down({}, tongue)],
          ['none', m.options_tell_none({}, tongue)],
        ]}
        onChange={(value) => onNotify(value !== 'none', value === 'both')}
      />
      {told !== 'none' && allowed === false && (
        <div class="missing">
          <p>{m.options_notices_missing({}, tongue)}</p>
          <button type="button" class="main" data-action="allow-notifications" onClick={() => ask(onAllow())}>
            {m.page_allow_notifications({}, tongue)}
          </button>
        </div>
      )}
      {told !== 'none' && (
        <>
          <QuietHoursChoice quiet={settings.quietHours} onChange={(quietHours) => set({ quietHours })} />
          <Check
            name="sound"
            on={settings.sound}
            hint={m.options_sound_hint({}, tongue)}
            onChange={(sound) => set({ sound })}
          >
            {m.options_sound({}, tongue)}
          </Check>
        </>
      )}
      <Check name="badge" on={settings.badge} onChange={(badge) => set({ badge })}>
        {m.page_badge({}, tongue)}
      </Check>
      <div>
        <button type="button" data-action="test" onClick={() => ask(onTest())}>
          {m.page_test({}, tongue)}
        </button>
        <p role="status" class="small">
          {refused && allowed === false ? m.welcome_no_notices({}, tongue) : ''}
        </p>
        <p class="small soft hint">{HINTS[system]({}, tongue)}</p>
      </div>
    </>
  );
}
