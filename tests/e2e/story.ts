/** Tests that build on each other: the steps of one story in one browser. */
import { test } from 'vitest';

/** Declares the next step of a story; one with an obstacle is skipped, and says so. */
export type Step = (name: string, work: () => Promise<void>, obstacle?: () => string | null) => void;

/** Starts a story. Once a step failed the later ones are skipped, since what they build on is not there. */
export function tellStory(): Step {
  let failed: string | null = null;
  return (name, work, obstacle = () => null) => {
    test(name, async ({ skip }) => {
      const reason = obstacle();
      if (reason !== null) skip(reason);
      if (failed !== null) skip(`"${failed}" failed before it`);
      try {
        await work();
      } catch (error) {
        failed ??= name;
        throw error;
      }
    });
  };
}
