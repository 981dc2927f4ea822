/** A few bytes that live as long as the browser runs. Disk (`storage.session`); never throws. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { EpochMs, ServiceId } from '@/utils/model';

const HERE = 'here';
/** A worker is ended after 30 s without a call: one in so many ms is enough. */
const TOUCHED_MS = 5_000;

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
  clear(): Promise<void>;
}

function area(): Area | undefined {
  return (browser.storage as { session?: Area } | undefined)?.session;
}

let touchedAt = Number.NEGATIVE_INFINITY;

/** Writes them, now and then. An extension call, so it also keeps the worker alive. Never throws. */
export async function touchSession(patch: Record<string, unknown>): Promise<void> {
  if (performance.now() - touchedAt < TOUCHED_MS) return;
  touchedAt = performance.now();
  await area()
    ?.set(patch)
    .catch(() => {});
}

let here = false;

/** Whether the watch was kept since the browser began; before that, the browser was closed. Never throws. */
export async function wasHere(): Promise<boolean> {
  if (here) return true;
  const stored = await area()
    ?.get(HERE)
    .catch(() => ({}));
  here = (stored as Record<string, unknown> | undefined)?.[HERE] === true;
  return here;
}

/** Notes that it was. */
export async function noteHere(): Promise<void> {
  if (here) return;
  here = true;
  await keep({ [HERE]: true });
}

async function keep(items: object): Promise<void> {
  await area()
    ?.set(items)
    .catch(() => {});
}

async function readSession<T>(key: string, schema: v.GenericSchema<unknown, T>, fallback: T): Promise<T> {
  const stored = await area()
    ?.get(key)
    .catch(() => undefined);
  const result = v.safeParse(schema, stored?.[key]);
  return result.success ? result.output : fallback;
}

/** A good visit that no step has taken in yet. */
export interface WaitingVisit {
  service: ServiceId;
  at: EpochMs;
  status: number;
  inTab: boolean;
}

/** Forgets all of it. Never throws. */
export async function forgetSession(): Promise<void> {
  here = false;
  await area()
    ?.clear()
    .catch(() => {});
}

const VISITS = 'visits';
const visitsSchema = v.array(
  v.object({ service: v.string(), at: v.number(), status: v.number(), inTab: v.boolean() }),
);

/** Reads the good visits that a worker left behind. */
export function readVisits(): Promise<WaitingVisit[]> {
  return readSession(VISITS, visitsSchema, []);
}

/** Keeps good visits until the next step. */
export function writeVisits(visits: readonly WaitingVisit[]): Promise<void> {
  return keep({ [VISITS]: visits });
}

/** A page that failed and is not believed yet. */
export interface HeldLoad {
  service: ServiceId;
  at: EpochMs;
  cause: string | null;
  status: number | null;
  ip: string | null;
}

const HELD = 'heldLoads';
const heldSchema = v.array(
  v.tuple([
    v.number(),
    v.object({
      service: v.string(),
      at: v.number(),
      cause: v.nullable(v.string()),
      status: v.nullable(v.number()),
      ip: v.nullable(v.string()),
    }),
  ]),
);

/** Reads the failed pages, by tab, that a worker left behind. */
export function readHeld(): Promise<[tab: number, load: HeldLoad][]> {
  return readSession(HELD, heldSchema, []);
}

/** Keeps them until they are believed. */
export function writeHeld(loads: readonly (readonly [number, HeldLoad])[]): Promise<void> {
  return keep({ [HELD]: loads });
}

const TABS = 'failedTabs';
const tabsSchema = v.array(v.tuple([v.number(), v.object({ service: v.string(), at: v.number() })]));

/** A tab that shows the browser's own error page in place of a favourite, since then. */
export interface FailedTab {
  service: ServiceId;
  at: EpochMs;
}

/** Reads which tabs do. */
export function readFailedTabs(): Promise<[tab: number, failed: FailedTab][]> {
  return readSession(TABS, tabsSchema, []);
}

/** Keeps them, so that a later worker can clear what an earlier one painted. */
export function writeFailedTabs(tabs: readonly (readonly [number, FailedTab])[]): Promise<void> {
  return keep({ [TABS]: tabs });
}

const TOLD = 'toldOfTabs';

/** Reads when background requests of each favourite were last told as evidence. */
export function readTold(): Promise<Record<ServiceId, EpochMs>> {
  return readSession(TOLD, v.record(v.string(), v.number()), {});
}

/** Keeps that. */
export function writeTold(told: Readonly<Record<ServiceId, EpochMs>>): Promise<void> {
  return keep({ [TOLD]: told });
}
