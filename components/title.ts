/** The name of a page's tab, in the language of the page. */
import { useEffect } from 'preact/hooks';

/** Sets it while the page says so. */
export function useTitle(words: string): void {
  useEffect(() => {
    document.title = `${words} · Faultline`;
  }, [words]);
}
