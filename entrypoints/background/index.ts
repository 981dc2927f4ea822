/** The background worker: registers every listener at once, each one call long. */
import { defineBackground } from 'wxt/utils/define-background';
import { catalogueHosts, cataloguePages, isListed } from '@/utils/catalogue/listed';
import type { Reason } from '@/utils/incidents/step';
import { noteStart } from '@/utils/incidents/waking';
import { onAddressBar } from '@/utils/platform/address-bar';
import { ensureTickAlarm, onAlarm } from '@/utils/platform/alarm';
import { onCommand } from '@/utils/platform/command';
import { onBeginning, openPage } from '@/utils/platform/life';
import { onMenuClicked } from '@/utils/platform/menus';
import { clearNotification, onNotificationClicked } from '@/utils/platform/notification';
import { onOnlineChanged } from '@/utils/platform/online';
import { createNavigationWatch, onPageLoad } from '@/utils/platform/page-load';
import { onDataWithdrawn } from '@/utils/platform/permission';
import { onAwayChanged } from '@/utils/platform/resting';
import { onSettingsChanged } from '@/utils/platform/settings-changed';
import { onTabRequest } from '@/utils/platform/tab-request';
import { wasHere } from '@/utils/store/session';
import { syncAgain, syncNow } from '@/utils/store/sync';
import { createTick } from '@/utils/tick';
import { createAddressBar } from './address-bar';
import { createCommands } from './commands';
import { createEdges, FIRST_PERIOD_MS } from './edges';
import { guard } from './guard';
import { createHeld } from './held';
import { createKnowing } from './known';
import { createLinger } from './linger';
import { followMenu, forgetEndedPause, refreshMenus } from './menus';
import { createPageWatch } from './page-load';
import { createTabAnswers } from './tab-answers';
import { createTabWatch } from './tab-requests';
import { createVisits } from './visits';
import { followWithdrawal } from './withdrawn';

const NOTHING: Reason = { wanted: [], seen: [] };

/** Nothing was kept since the browser began: whatever is to be changed, that is noted first. */
function startedThen(change: Reason['change']): NonNullable<Reason['change']> {
  return (state, watched, now) => {
    const started = noteStart(state, now);
    return change?.(started, watched, now) ?? started;
  };
}

export default defineBackground(() => {
  const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  const knowing = createKnowing((hasOwn) => hearOthers(hasOwn));
  const visits = createVisits(wait);
  const answers = createTabAnswers((any) => navigation.hearShown(any));
  const held = createHeld(answers);
  const tick = createTick(
    createEdges((view, step) => {
      knowing.shown(view);
      linger.note(step);
      guard(forgetEndedPause(step.settings));
      return answers.paint(step);
    }),
  );
  const run = async ({ seen, ...reason }: Reason) => {
    const [good, failed, isHere] = await Promise.all([visits.drain(), held.drain(Date.now()), wasHere()]);
    // Not every start is told of as one, an update never is.
    const change = isHere ? {} : { change: startedThen(reason.change) };
    await tick({ ...reason, ...change, seen: [...seen, ...good, ...failed] });
    guard(linger.rest());
  };
  const look = (reason: Reason = NOTHING) => guard(run(reason));
  const linger = createLinger({ now: Date.now, wait }, look);
  const onLoad = createPageWatch({ knowing, visits, held, answers, tick: look, wait });
  const onRequest = createTabWatch({ knowing, visits, tick: look });
  const navigation = createNavigationWatch(catalogueHosts, onLoad);
  const sync = () => guard(syncNow(Date.now()));
  const listen = () => onNotificationClicked(clicked);

  function clicked(id: string): void {
    guard(clearNotification(id));
    guard(openPage('dashboard.html'));
  }

  function begin(): void {
    listen();
    guard(refreshMenus());
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
      navigation.start();
      look({ wanted: 'all', seen: [] });
    },
  });
  onDataWithdrawn((kinds) => guard(followWithdrawal(kinds)));
  onSettingsChanged({
    here: () => {
      knowing.forget();
      sync();
      look();
      guard(refreshMenus());
    },
    elsewhere: sync,
  });
  onAwayChanged(() => look());
  onOnlineChanged(() => look());
  onMenuClicked((click) => guard(followMenu(click, run)));
  onAddressBar(createAddressBar(run));
  onCommand(createCommands(run));
  const listed = { patterns: cataloguePages, has: isListed };
  const hearOthers = onPageLoad(listed, onLoad);
  onTabRequest(catalogueHosts, onRequest);
  navigation.start();
  listen();
  // An alarm may have been lost with the browser's last session; one that runs is left alone.
  guard(ensureTickAlarm(FIRST_PERIOD_MS, { onlyIfMissing: true }));
});
