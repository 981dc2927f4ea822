/** Places elsewhere: each counted once, by what it said last, and only of this fault. */
import { describe, expect, it } from 'vitest';
import { placesNow } from '@/utils/diagnosis/places';
import type { VantageObservation } from '@/utils/model';

function seen(city: string, measurement: string, at: number, change: Partial<VantageObservation> = {}) {
  return {
    source: 'vantage',
    service: 'whatsapp',
    measurement,
    at,
    outcome: 'failed',
    tookMs: 10,
    near: 'far',
    country: 'FR',
    city,
    continent: 'EU',
    asn: 64_500,
    network: 'A network',
    latitude: 0,
    longitude: 0,
    status: null,
    errorType: 'tcp.refused',
    ...change,
  } satisfies VantageObservation;
}

const look = (measurement: string, at: number, change: Partial<VantageObservation> = {}) =>
  ['Paris', 'Lyon', 'Lille'].map((city) => seen(city, measurement, at, change));

describe('places elsewhere', () => {
  it('count once, by their latest answer', () => {
    const places = placesNow([...look('a', 1), ...look('b', 2), seen('Nice', 'b', 2)], null);
    expect(places.map(({ city, at }) => `${city} ${at}`)).toEqual(['Paris 2', 'Lyon 2', 'Lille 2', 'Nice 2']);
  });

  it('are two in one city on two networks', () => {
    expect(placesNow([seen('Paris', 'a', 1), seen('Paris', 'a', 1, { asn: 64_501 })], null)).toHaveLength(2);
  });

  it('say nothing of a fault that began after they were asked', () => {
    expect(placesNow([...look('a', 1), seen('Nice', 'b', 5)], 3).map(({ city }) => city)).toEqual(['Nice']);
  });

  it('that were turned away are not among those that got a broken answer', () => {
    const broken = { status: 503, errorType: 'http.error' } as const;
    const later = [seen('Rome', 'b', 2, broken), seen('Oslo', 'b', 2, broken)];
    expect(placesNow([...look('a', 1), ...later], null).map(({ city }) => city)).toEqual(['Rome', 'Oslo']);
    expect(placesNow([...look('a', 1), seen('Rome', 'b', 2, broken)], null)).toHaveLength(4);
  });
});
