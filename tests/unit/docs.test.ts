/** The generated pages in docs/ say what the code does. `npm run docs` writes them anew. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { networkPage } from '../docs/network-page';
import { rulesPage } from '../docs/rules-page';

describe('the generated pages', () => {
  it('rules.md is the rule table', async () => {
    await expect(rulesPage()).toMatchFileSnapshot('../../docs/rules.md');
  });

  it('network.md lists every address that is asked', async () => {
    await expect(networkPage()).toMatchFileSnapshot('../../docs/network.md');
  });
});

describe('the decisions', () => {
  const numbers = [...readFileSync('docs/decisions.md', 'utf8').matchAll(/^(\d+)\. \*\*/gm)].map(
    ([, number]) => Number(number),
  );

  it('are numbered one after the other', () => {
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('are there where the code points to them', () => {
    const files = globSync('{components,entrypoints,scripts,tests,utils}/**/*.{ts,tsx,mjs}');
    const wanted = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/docs\/decisions\.md, (\d+)/g)].map(([, number]) =>
        Number(number),
      ),
    );
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((number) => !numbers.includes(number))).toEqual([]);
  });
});
