/** The one catch of the background: a bug is logged and must never look like an outage. */

/** Runs something to its end and logs what it throws. */
export function guard(work: Promise<unknown>): void {
  work.catch(logged);
}

/** Logs a bug. */
export function logged(problem: unknown): void {
  console.error('Faultline:', problem);
}
