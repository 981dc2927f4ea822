/** What every full page has around it: the mark, the way to the other pages, and the disclaimer. */
import type { ComponentChildren } from 'preact';
import { m } from '@/utils/words/messages';
import { Mark } from './Icon';
import { useTitle } from './title';
import { useSpeech } from './words';

/** Draws the frame around a page. */
export function Frame({ page, children }: { page: 'dashboard' | 'options'; children: ComponentChildren }) {
  const { tongue } = useSpeech();
  useTitle(page === 'dashboard' ? m.page_dashboard({}, tongue) : m.page_options({}, tongue));
  return (
    <>
      <a class="skip" href="#main">
        {m.page_skip({}, tongue)}
      </a>
      <header class="top">
        <a class="brand" href="dashboard.html">
          <Mark />
          <span>Faultline</span>
        </a>
        <nav aria-label={m.page_pages({}, tongue)}>
          <a href="dashboard.html" aria-current={page === 'dashboard' ? 'page' : undefined}>
            {m.page_dashboard({}, tongue)}
          </a>
          <a href="options.html" aria-current={page === 'options' ? 'page' : undefined}>
            {m.page_options({}, tongue)}
          </a>
        </nav>
      </header>
      <main id="main" class="sheet" tabIndex={-1}>
        {children}
      </main>
      <footer class="bottom small soft">{m.page_disclaimer({}, tongue)}</footer>
    </>
  );
}
