/** TCP faults by address, through the namespace's own packet filter. */
import { execFileSync } from 'node:child_process';
import type { Truth } from './truth.ts';

const PORTS = ['80', '443'];

/** Refuses or drops connections to an address, or lets them through again. */
export class Firewall {
  private readonly rules = new Map<string, Truth['tcp']>();

  set(address: string, fault: Truth['tcp']): void {
    const before = this.rules.get(address) ?? 'ok';
    if (before === fault) return;
    for (const rule of rulesOf(address, before)) execFileSync('iptables', ['-D', 'INPUT', ...rule]);
    for (const rule of rulesOf(address, fault)) execFileSync('iptables', ['-A', 'INPUT', ...rule]);
    this.rules.set(address, fault);
  }

  /** Lets everything through again. */
  clear(): void {
    for (const address of [...this.rules.keys()]) this.set(address, 'ok');
  }
}

function rulesOf(address: string, fault: Truth['tcp']): string[][] {
  if (fault === 'ok' || fault === 'reset') return [];
  const action = fault === 'silence' ? ['DROP'] : ['REJECT', '--reject-with', 'tcp-reset'];
  const ports = fault === 'refused-secure' ? ['443'] : PORTS;
  // Without the port the reset itself would be caught: source and destination are one address here.
  return ports.map((port) => ['-p', 'tcp', '-d', address, '--dport', port, '-j', ...action]);
}
