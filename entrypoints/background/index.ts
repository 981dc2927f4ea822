/** The background worker: registers every listener at once, each one call long. */
import { defineBackground } from 'wxt/utils/define-background';
import { ensureTickAlarm, onAlarm } from '@/utils/platform/alarm';
import { onCommand } from '@/utils/platform/command';
import { onBeginning, openPage } from '@/utils/platform/life';
import { clearNotification, onNotificationClicked } from '@/utils/platform/notification';
import { onPageLoad } from '@/utils/platform/page-load';
import { onDataWithdrawn } from '@/utils/platform/permission';
import { onSettingsChanged } from '@/utils/platform/settings-changed';
import { syncAgain, syncNow } from '@/utils/store/sync';
import { createTick, type Reason } from '@/utils/tick';
import { createCommands } from './commands';
import { createEdges, FIRST_PERIOD_MS } from './edges';
import { guard } from './guard';
import { observePageLoad } from './page-load';
import { followWithdrawal } from './withdrawn';

const NOTHING: Reason = { wanted: [], seen: [] };

export default defineBackground(() => {
  const tick = createTick(createEdges());
  const look = (reason: Reason = NOTHING) => guard(tick(reason));
  const sync = () => guard(syncNow(Date.now()));
  const listen = () => onNotificationClicked(clicked);

  function clicked(id: string): void {
    guard(clearNotification(id));
    guard(openPage('dashboard.html'));
  }

  function begin(): void {
    listen();
    guard(ensureTickAlarm(FIRST_PERIOD_MS));
    sync();
    look();
  }

  onAlarm({
    tick: () => {
      look();
      guard(syncAgain(Date.now()));
    },
    clear: (id) => guard(clearNotification(id)),
  });
  onBeginning({
    installed: (first) => {
      begin();
      if (first) guard(openPage('welcome.html'));
    },
    started: begin,
    permissions: () => {
      listen();
      look({ wanted: 'all', seen: [] });
    },
  });
  onDataWithdrawn((kinds) => guard(followWithdrawal(kinds)));
  onSettingsChanged({
    here: () => {
      sync();
      // A tick that runs goes on with the settings it began with: what was chosen meanwhile is for the next.
      guard(tick(NOTHING).then(() => tick(NOTHING)));
    },
    elsewhere: sync,
  });
  onCommand(createCommands(tick));
  onPageLoad((load) => guard(observePageLoad(load, tick)));
  listen();
  // An alarm may have been lost with the browser's last session; one that runs is left alone.
  guard(ensureTickAlarm(FIRST_PERIOD_MS, { onlyIfMissing: true }));
});
