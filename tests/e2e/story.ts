/** Tests that build on each other: the steps of one story in one browser. */
import { test } from 'vitest';

/** Declares the next step of a story. */
export type Step = (name: string, work: () => Promise<void>) => void;

/** Starts a story. Once a step failed the later ones are skipped, since what they build on is not there. */
export function tellStory(): Step {
  let failed: string | null = null;
  return (name, work) => {
    test(name, async ({ skip }) => {
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
