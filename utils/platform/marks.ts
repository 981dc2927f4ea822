/** The brand marks, from the file in the package. Browser. */
import type { Marks, Settings } from '@/utils/model';
import { readPackaged } from './package-file';

/** Reads them, so that the first paint has them: a picture that the browser fetches comes a frame later. None without the file. */
export async function readMarks(): Promise<Marks> {
  return (await readPackaged('/marks.json').catch(() => ({}))) as Marks;
}

const NONE: Marks = {};

/** Gives those that are drawn: none where the person wants letters only. */
export function marksFor({ marks }: Settings, all: Marks): Marks {
  return marks === 'brands' ? all : NONE;
}
