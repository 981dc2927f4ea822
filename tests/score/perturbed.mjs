#!/usr/bin/env node
// Writes a variation of a scenario file, the same for the same seed: times ±20 %, probabilities ±0.1, another pace,
// and for a third of the scenarios one place elsewhere that says the opposite. Usage: perturbed.mjs FILE SEED OUT
import { readFileSync, writeFileSync } from 'node:fs';

const [file, seed, out] = process.argv.slice(2);
const TIMES = 0.2;
const CHANCES = 0.1;
const FLIPPED = 1 / 3;

/** A random number generator with a seed. */
function randomOf(start) {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const around = (random, width) => 1 + (2 * random() - 1) * width;

/** Keeps the order of the times, and moves each gap between them by up to a fifth; what is before the onset stays. */
function timesOf(scenario, random) {
  const times = new Set([scenario.end, ...scenario.timeline.map(({ t }) => t)]);
  for (const { t0, t1 } of scenario.truth) times.add(t0).add(t1);
  const moved = new Map();
  let before = 0;
  let now = 0;
  for (const t of [...times].sort((a, b) => a - b)) {
    if (t > 0) now += (t - before) * around(random, TIMES);
    moved.set(t, t > 0 ? Math.round(now) : t);
    before = Math.max(0, t);
  }
  return moved;
}

function mixed(value, random) {
  if (value?.mix === undefined) return value;
  const shares = Object.entries(value.mix).map(([name, share]) => [
    name,
    Math.max(0.02, share + (2 * random() - 1) * CHANCES),
  ]);
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  return { mix: Object.fromEntries(shares.map(([name, share]) => [name, share / sum])) };
}

/** One far place says the opposite of what it said. */
function flipped(places) {
  if (places === null || places === undefined) return places;
  const near = places.own_country[1];
  const far = places.fail - places.own_country[0];
  const fail = far > 0 ? places.fail - 1 : Math.min(places.n - near, 1) + places.fail;
  return { ...places, fail, kind: places.kind ?? 'timeout' };
}

function changed(change, random, flips) {
  const next = { ...change };
  if (next.svc !== undefined) next.svc = mixed(next.svc, random);
  if (next.ttfb_ms !== undefined) next.ttfb_ms = Math.round(next.ttfb_ms * around(random, TIMES));
  if (next.canary !== undefined) {
    const each = Object.entries(next.canary).map(([name, value]) => [name, mixed(value, random)]);
    next.canary = Object.fromEntries(each);
  }
  if (flips && next.gp !== undefined) next.gp = flipped(next.gp);
  return next;
}

function perturbed(scenario, random) {
  const times = timesOf(scenario, random);
  const flips = random() < FLIPPED;
  const at = (t) => times.get(t) ?? t;
  return {
    ...scenario,
    timeline: scenario.timeline.map(({ t, ...change }) => ({ t: at(t), ...changed(change, random, flips) })),
    truth: scenario.truth.map((phase) => ({ ...phase, t0: at(phase.t0), t1: at(phase.t1) })),
    end: at(scenario.end),
  };
}

const all = JSON.parse(readFileSync(file, 'utf8'));
const scenarios = all.scenarios.map((one, index) => perturbed(one, randomOf(Number(seed) * 7_919 + index)));
writeFileSync(out, JSON.stringify({ ...all, scenarios }));
