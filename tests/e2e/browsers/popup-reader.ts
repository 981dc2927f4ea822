/** Reads the popup page through the attributes that are promised to outsiders. Browser. */
import type { Page } from 'puppeteer-core';

export interface EvidenceSeen {
  source: string;
  text: string;
}

export interface FavouriteSeen {
  service: string;
  health: string;
  scope: string;
  verdict: string;
  confidence: string;
  /** ISO time of the first failed probe of the open incident; empty when up. */
  since: string;
  text: string;
  evidence: EvidenceSeen[];
}

export interface PopupSeen {
  /** Null while the page has none. */
  headline: string | null;
  headlineText: string;
  text: string;
  favourites: FavouriteSeen[];
}

/** A page that was just opened has nothing before its storage was read. */
const PAINTED_WITHIN_MS = 5_000;

/** Reads headline, favourites and evidence out of an open popup page. */
export async function readPopup(page: Page): Promise<PopupSeen> {
  await page.waitForSelector('[data-headline]', { timeout: PAINTED_WITHIN_MS }).catch(() => {});
  return page.evaluate(() => {
    const textOf = (element: Element | null): string =>
      (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const headline = document.querySelector<HTMLElement>('[data-headline]');
    return {
      headline: headline?.dataset.headline ?? null,
      headlineText: textOf(headline),
      text: textOf(document.body),
      favourites: [...document.querySelectorAll<HTMLElement>('[data-service]')].map((element) => ({
        service: element.dataset.service ?? '',
        health: element.dataset.health ?? '',
        scope: element.dataset.scope ?? '',
        verdict: element.dataset.verdict ?? '',
        confidence: element.dataset.confidence ?? '',
        since: element.dataset.since ?? '',
        text: textOf(element),
        evidence: [...element.querySelectorAll<HTMLElement>('[data-evidence]')].map((line) => ({
          source: line.dataset.evidence ?? '',
          text: textOf(line),
        })),
      })),
    };
  });
}

/** Returns one favourite of what the popup showed, or undefined. */
export function favouriteIn(seen: PopupSeen, service: string): FavouriteSeen | undefined {
  return seen.favourites.find((favourite) => favourite.service === service);
}
