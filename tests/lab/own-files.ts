/** Files and disks of the lab's own, seen only inside its namespace and gone with it. Starts processes; disk. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const covered = new Set<string>();

/**
 * Puts a file anywhere, such as a policy under `/etc`. The nearest folder that is there is covered by a copy of
 * itself, so that the machine's own stays as it is.
 */
export function placeFile(path: string, text: string): void {
  const folder = dirname(path);
  if (!covered.has(folder)) {
    let nearest = folder;
    while (!existsSync(nearest)) nearest = dirname(nearest);
    coverByCopy(nearest);
    mkdirSync(folder, { recursive: true });
    covered.add(folder);
  }
  writeFileSync(path, text);
}

function coverByCopy(folder: string): void {
  const copy = mountDisk('64m');
  // What this user may not read, such as /etc/shadow, no browser reads either.
  spawnSync('cp', ['-a', `${folder}/.`, copy], { stdio: 'ignore' });
  execFileSync('mount', ['--bind', copy, folder]);
}

/** Makes an empty disk of a size such as `64m` in memory, and gives its folder. */
export function mountDisk(size: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder]);
  return folder;
}
