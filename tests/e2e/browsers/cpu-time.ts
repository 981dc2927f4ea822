/** CPU time of a process and all its children, out of /proc. Disk; Linux only. */
import { readdir, readFile } from 'node:fs/promises';
import type { CpuTime } from './driver.ts';

/** Linux counts in hundredths of a second on every architecture that the browsers run on. */
const MS_PER_CLOCK_TICK = 10;

interface Process {
  parent: number;
  usedMs: number;
  command: string;
}

/** Sums up the CPU time of `root` and its living descendants; `mark` in the command line tells the extension processes. */
export async function cpuOfTree(root: number, mark: string): Promise<CpuTime> {
  const processes = new Map<number, Process>();
  for (const name of await readdir('/proc')) {
    const found = /^\d+$/.test(name) ? await readProcess(name) : null;
    if (found !== null) processes.set(Number(name), found);
  }
  const total: CpuTime = { extensionMs: 0, browserMs: 0 };
  for (const [pid, one] of processes) {
    if (!descends(pid, root, processes)) continue;
    total.browserMs += one.usedMs;
    if (one.command.includes(mark)) total.extensionMs += one.usedMs;
  }
  return total;
}

function descends(pid: number, root: number, processes: ReadonlyMap<number, Process>): boolean {
  let current: number | undefined = pid;
  while (current !== undefined && current > 1) {
    if (current === root) return true;
    current = processes.get(current)?.parent;
  }
  return false;
}

/** Null when the process is gone meanwhile. */
async function readProcess(pid: string): Promise<Process | null> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The second field is the name in brackets, which may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { parent: Number(fields[1]), usedMs: ticks * MS_PER_CLOCK_TICK, command };
  } catch {
    return null;
  }
}
