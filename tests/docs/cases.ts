/** The recorded situations of tests/cases. Disk. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Case } from '@/utils/diagnosis/case';

const FOLDER = new URL('../cases/', import.meta.url);

/** Every recorded situation, by file name. */
export const recordedCases: readonly { name: string; situation: Case }[] = readdirSync(FOLDER)
  .sort()
  .map((file) => ({
    name: file.replace('.json', ''),
    situation: JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Case,
  }));
