/**
 * Makes a fresh clone ready: dependencies, and on Debian as root the browsers and tools. Runs on any Node >= 20
 * and does nothing when nothing is missing. Disk and network.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { npm, ROOT, run, say } from './run.mjs';

const OLDEST_NODE = 20;

const DEBIAN_PACKAGES = [
  ...['chromium', 'chromium-l10n', 'firefox-esr', 'firefox-esr-l10n-ar', 'fonts-noto-core', 'fonts-noto-cjk'],
  ...['libnotify4', 'libnss3-tools', 'iproute2', 'iptables', 'openssl', 'dbus-daemon', 'xvfb', 'xdotool'],
];

/** Tools that the end-to-end tests call, with what they are for. */
const TOOLS = ['certutil', 'ip', 'iptables', 'openssl', 'dbus-daemon'];

/** Installs what is missing. Exits when that cannot be done without a person. */
export async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    console.error(`This is Node ${process.versions.node}; install Node ${OLDEST_NODE} or newer.`);
    process.exit(1);
  }
  if (!areDependenciesInstalled()) {
    say('Installing the dependencies');
    // Not `npm ci`: it refuses a lock file that lacks optional packages for other platforms. This takes the
    // same locked versions and leaves the lock file as it is.
    if ((await npm(['install', '--no-save', '--loglevel=error'])) !== 0) {
      console.error('The dependencies could not be installed: is the npm registry reachable?');
      process.exit(1);
    }
  }
  if (isDebian()) await installDebianPackages();
}

/** Lists the tools that are not on PATH. */
export function missingTools() {
  return TOOLS.filter((tool) => !isOnPath(tool));
}

/** True when every package of the lock file is there in its version; others' platforms leave gaps on purpose. */
function areDependenciesInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (installed === null || !existsSync(join(ROOT, 'node_modules/node/bin/node'))) return false;
  return Object.entries(packagesIn('package-lock.json') ?? {}).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

function packagesIn(lockFile) {
  const path = join(ROOT, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

function isDebian() {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function installDebianPackages() {
  const missing = DEBIAN_PACKAGES.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    console.error(`For both browsers and all tests: sudo apt-get install ${missing.join(' ')}`);
    return;
  }
  say(`Installing ${missing.join(', ')}`);
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], environment);
  const flags = ['install', '-y', '-qq', '--no-install-recommends'];
  if ((await run('apt-get', [...flags, ...missing], environment)) !== 0) {
    console.error('Not everything could be installed; going on with what is here.');
  }
}

function isInstalled(name) {
  try {
    const status = execFileSync('dpkg-query', ['-W', '-f', `\${db:Status-Status}`, name], { stdio: 'pipe' });
    return status.toString() === 'installed';
  } catch {
    return false;
  }
}

function isOnPath(command) {
  // The system folders hold some of the tools and are not on everyone's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

if (process.argv[1] === import.meta.filename) await setUp();
