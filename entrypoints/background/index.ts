/** The background worker: registers every listener at once, each one call long. */
import { defineBackground } from 'wxt/utils/define-background';
import { onAddressBar } from '@/utils/platform/address-bar';
import { ensureTickAlarm, onAlarm } from '@/utils/platform/alarm';
import { onCommand } from '@/utils/platform/command';
import { onBeginning, openPage } from '@/utils/platform/life';
import { onMenuClicked } from '@/utils/platform/menus';
import { clearNotification, onNotificationClicked } from '@/utils/platform/notification';
import { onPageLoad } from '@/utils/platform/page-load';
import { onDataWithdrawn } from '@/utils/platform/permission';
import { onSettingsChanged } from '@/utils/platform/settings-changed';
import { createTick, type Reason } from '@/utils/tick';
import { createAddressBar } from './address-bar';
import { createCommands } from './commands';
import { createEdges, FIRST_PERIOD_MS } from './edges';
import { guard } from './guard';
import { followMenu, refreshMenus } from './menus';
import { observePageLoad } from './page-load';
import { followWithdrawal } from './withdrawn';

const NOTHING: Reason = { wanted: [], seen: [] };

export default defineBackground(() => {
  const tick = createTick(createEdges());
  const look = (reason: Reason = NOTHING) => guard(tick(reason));
  const listen = () => onNotificationClicked(clicked);

  function clicked(id: string): void {
    guard(clearNotification(id));
    guard(openPage('dashboard.html'));
  }

  function begin(): void {
    listen();
    guard(refreshMenus());
    guard(ensureTickAlarm(FIRST_PERIOD_MS));
    look();
  }

  onAlarm({ tick: look, clear: (id) => guard(clearNotification(id)) });
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
  onSettingsChanged(() => {
    look();
    guard(refreshMenus());
  });
  onMenuClicked((click) => guard(followMenu(click, tick)));
  onAddressBar(createAddressBar(tick));
  onCommand(createCommands(tick));
  onPageLoad((load) => guard(observePageLoad(load, tick)));
  listen();
  // An alarm may have been lost with the browser's last session; one that runs is left alone.
  guard(ensureTickAlarm(FIRST_PERIOD_MS, { onlyIfMissing: true }));
});
