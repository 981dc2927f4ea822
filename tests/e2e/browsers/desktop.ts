/**
 * What a person saw on the desktop: a session bus of our own with a notification service on it, so that both
 * browsers show their notifications to us. Runs `dbus-daemon`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import untyped from '@homebridge/dbus-native';

/** One notification on the desktop. The browser shows a replaced one under the same number or closes it first. */
export interface DesktopNotice {
  number: number;
  shownAt: number;
  title: string;
  body: string;
  /** Number of the notification that it updates in place, without a second alert; 0 for a new one. */
  replaces: number;
  closedAt: number | null;
}

export interface Desktop {
  /** For the browser's DBUS_SESSION_BUS_ADDRESS. */
  readonly address: string;
  /** Everything that was shown so far, oldest first. */
  readonly shown: readonly DesktopNotice[];
  /** What is on the screen now. */
  open(): DesktopNotice[];
  /** Clicks a notification. */
  click(notice: DesktopNotice): void;
  stop(): Promise<void>;
}

/** What is used of the D-Bus library; its own types leave it out. */
interface Bus {
  connection: { end(): void };
  exportInterface(service: EventEmitter, path: string, description: typeof NOTIFICATIONS): void;
  requestName(name: string, flags: number, done: (error: unknown) => void): void;
}

const dbus = untyped as unknown as { sessionBus(options: { busAddress: string }): Bus };

const NOTIFICATIONS = {
  name: 'org.freedesktop.Notifications',
  methods: {
    Notify: ['susssasa{sv}i', 'u'],
    CloseNotification: ['u', ''],
    GetCapabilities: ['', 'as'],
    GetServerInformation: ['', 'ssss'],
  },
  signals: { NotificationClosed: ['uu'], ActionInvoked: ['us'] },
};

const CLOSED_BY_CALL = 3;

const busConfiguration = (folder: string): string => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${join(folder, 'bus')}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/** The freedesktop.org notification service, which writes down what it is asked to show. */
class NotificationService extends EventEmitter {
  readonly shown: DesktopNotice[] = [];

  Notify(_app: string, replaces: number, _icon: string, title: string, body: string): number {
    const number = replaces || Math.max(0, ...this.shown.map((notice) => notice.number)) + 1;
    this.#end(replaces);
    this.shown.push({ number, shownAt: Date.now(), title, body, replaces, closedAt: null });
    return number;
  }

  CloseNotification(number: number): void {
    this.#end(number);
    this.emit('NotificationClosed', number, CLOSED_BY_CALL);
  }

  GetCapabilities(): string[] {
    return ['body', 'actions', 'persistence'];
  }

  GetServerInformation(): string[] {
    return ['faultline-tests', 'faultline', '1', '1.2'];
  }

  #end(number: number): void {
    for (const notice of this.shown) {
      if (notice.number === number) notice.closedAt ??= Date.now();
    }
  }
}

/** Starts a desktop that shows notifications to the test. Rejects when `dbus-daemon` is not installed. */
export async function startDesktop(folder: string): Promise<Desktop> {
  await mkdir(folder, { recursive: true });
  const configuration = join(folder, 'bus.conf');
  await writeFile(configuration, busConfiguration(folder));
  const daemon = spawn('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(daemon);
  const bus = dbus.sessionBus({ busAddress: address });
  const service = new NotificationService();
  bus.exportInterface(service, '/org/freedesktop/Notifications', NOTIFICATIONS);
  await promisify(bus.requestName.bind(bus))(NOTIFICATIONS.name, 0);
  return {
    address,
    shown: service.shown,
    open: () => service.shown.filter((notice) => notice.closedAt === null),
    click: (notice) => void service.emit('ActionInvoked', notice.number, 'default'),
    async stop() {
      bus.connection.end();
      daemon.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function firstLine(daemon: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    daemon.once('error', () =>
      reject(new Error('dbus-daemon is not installed (Debian package dbus-daemon).')),
    );
    daemon.once('exit', (code) => reject(new Error(`dbus-daemon ended with code ${code}.`)));
    daemon.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
  });
}
