/** The catalogue, read from the package once in a worker's life. */
import { type Catalogue, catalogueIn } from '@/utils/catalogue/catalogue';
import { readPackaged } from '@/utils/platform/package-file';

let reading: Promise<Catalogue> | null = null;

/**
 * Gives the catalogue. Rejects when the file cannot be read: nothing is judged without it, and whoever asks next reads
 * again.
 */
export function readCatalogue(): Promise<Catalogue> {
  reading ??= readPackaged('/catalogue.json')
    .then(catalogueIn)
    .catch((problem: unknown) => {
      reading = null;
      throw problem;
    });
  return reading;
}
