/** What administrators are told, what browsers check, and what is followed are one thing. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INTERVALS, SOURCE_NAMES } from '@/utils/store/choices';
import { managedOf } from '@/utils/store/managed';

interface Schema {
  type: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

const schema = JSON.parse(readFileSync('public/managed-schema.json', 'utf8')) as Schema;
const doc = readFileSync('docs/policy.md', 'utf8');
const examples = [...doc.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => JSON.parse(text ?? ''));
const policies = examples.map((one) => {
  const { extensions, Extensions } = one['3rdparty'] ?? one.policies['3rdparty'];
  return Object.values(extensions ?? Extensions)[0] as Record<string, unknown>;
});

/** Lists what of a value a schema does not allow, as Chromium checks it. */
function offences(value: unknown, { type, properties = {}, items }: Schema, path = ''): string[] {
  const is = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if (is !== type) return [`${path} is ${is}`];
  if (Array.isArray(value)) return value.flatMap((one) => (items ? offences(one, items, `${path}[]`) : []));
  if (typeof value !== 'object') return [];
  return Object.entries(value as object).flatMap(([key, one]) => {
    const known = properties[key];
    return known === undefined ? [`${path}.${key} is not known`] : offences(one, known, `${path}.${key}`);
  });
}

describe('the policy that is documented', () => {
  it('is what the schema lets through, and is followed whole', () => {
    expect(policies).toHaveLength(2);
    for (const policy of policies) {
      expect(offences(policy, schema)).toEqual([]);
      expect(managedOf(policy)).toEqual(policy);
    }
    expect(offences({ favourites: [{ id: 7 }], more: 1 }, schema)).toHaveLength(2);
  });

  it('names every key of the schema, every source and every interval, and no other', () => {
    const keysIn = (one: Schema): string[] =>
      Object.entries(one.properties ?? {}).flatMap(([key, inner]) => [key, ...keysIn(inner.items ?? inner)]);
    const rows = doc.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) => [...row.matchAll(/[`"{ ]([a-zA-Z]+)["`]/g)].map(([, key]) => key));
    for (const key of keysIn(schema)) expect(named, key).toContain(key);
    expect(Object.keys(schema.properties?.sources?.properties ?? {})).toEqual([...SOURCE_NAMES]);
    const interval = schema.properties?.favourites?.items?.properties?.intervalSeconds?.description ?? '';
    expect(interval.match(/\d+/g)?.map(Number)).toEqual([...INTERVALS]);
    expect(doc).toContain(`(${INTERVALS.join(', ')})`);
  });

  it('may use every key of the schema, and all of it is followed', () => {
    const whole = {
      favourites: [
        { id: 'github', notify: false, intervalSeconds: 120, components: ['Actions'] },
        { url: 'https://status.example/', name: 'Example', expect: { status: 200, text: 'well' } },
      ],
      sources: Object.fromEntries(SOURCE_NAMES.map((name, at) => [name, at % 2 === 0])),
    };
    expect(offences(whole, schema)).toEqual([]);
    expect(managedOf(whole)).toEqual(whole);
  });
});
