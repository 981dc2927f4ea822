/** The brand marks, from the file in the package. Browser. */
import type { Marks } from '@/utils/model';
import { readPackaged } from './package-file';

/** Reads them, so that the first paint has them: a picture that the browser fetches comes a frame later. None without the file. */
export async function readMarks(): Promise<Marks> {
  return (await readPackaged('/marks.json').catch(() => ({}))) as Marks;
}
