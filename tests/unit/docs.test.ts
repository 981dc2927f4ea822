/** The generated pages in docs/ say what the code does. `npm run docs` writes them anew. */
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
