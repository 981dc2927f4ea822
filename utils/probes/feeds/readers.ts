/** Which reader reads which kind of status page, and how much of it is read. Data. */

import type { FeedKind } from '@/utils/model';
import { readApple } from './apple';
import { readAws } from './aws';
import { readBetterstack } from './betterstack';
import type { FeedReader } from './finding';
import { readPsn, readRiot, readXbox } from './games';
import { readGoogle } from './google';
import { readHeroku } from './heroku';
import { readInstatus } from './instatus';
import { readMeta } from './meta';
import { readMicrosoft } from './microsoft';
import { readBinance, readDeepl, readOkx, readStripe } from './plain-status';
import { readSalesforce } from './salesforce';
import { readSlack } from './slack';
import { readStatusio } from './statusio';
import { readStatuspage } from './statuspage';
import { readAzure, readLog, readStatusiq } from './syndication';
import { readZendesk } from './zendesk';

const KB = 1024;
const USUAL = 512 * KB;

interface Reading {
  read: FeedReader;
  /** Bytes at most. */
  readBytes: number;
  headers?: Record<string, string>;
}

/** How each kind of page is read. */
export const READERS: Readonly<Record<FeedKind, Reading>> = {
  statuspage: { read: readStatuspage, readBytes: 1024 * KB },
  incidentio: { read: readStatuspage, readBytes: 1024 * KB },
  // Google's files hold the whole history, several megabytes of it.
  google: { read: readGoogle, readBytes: 12 * 1024 * KB },
  aws: { read: readAws, readBytes: 2048 * KB },
  'azure-rss': { read: readAzure, readBytes: USUAL },
  slack: { read: readSlack, readBytes: USUAL },
  apple: { read: readApple, readBytes: USUAL },
  instatus: { read: readInstatus, readBytes: USUAL },
  betterstack: { read: readBetterstack, readBytes: 1024 * KB },
  statusio: { read: readStatusio, readBytes: USUAL },
  'statusiq-rss': { read: readStatusiq, readBytes: USUAL },
  meta: { read: readMeta, readBytes: USUAL },
  'microsoft-consumer': { read: readMicrosoft, readBytes: USUAL },
  'microsoft-mac': { read: readMicrosoft, readBytes: USUAL },
  heroku: { read: readHeroku, readBytes: USUAL },
  salesforce: { read: readSalesforce, readBytes: USUAL },
  psn: { read: readPsn, readBytes: USUAL },
  xbox: { read: readXbox, readBytes: USUAL, headers: { accept: 'application/json' } },
  riot: { read: readRiot, readBytes: USUAL },
  stripe: { read: readStripe, readBytes: USUAL },
  zendesk: { read: readZendesk, readBytes: USUAL },
  binance: { read: readBinance, readBytes: USUAL },
  okx: { read: readOkx, readBytes: USUAL },
  deepl: { read: readDeepl, readBytes: USUAL },
  rss: { read: readLog, readBytes: USUAL },
  // Newest first, so that the beginning of a long one is enough.
  atom: { read: readLog, readBytes: USUAL },
};
