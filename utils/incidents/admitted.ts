/** What a service's own status page admits. Pure. */
import type { ServiceState } from './state';

/** Tells whether it speaks of an outage. */
export function isAdmitted(report: ServiceState['report']): boolean {
  return report?.indicator === 'major' || report?.indicator === 'critical';
}
