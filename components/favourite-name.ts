/** The name of a favourite in the language of the page. */
import { serviceById } from '@/utils/catalogue/find';
import type { Tongue } from '@/utils/diagnosis/locale';
import type { Favourite } from '@/utils/model';

/** Gives it: from the catalogue, or as the person typed it. */
export function favouriteName(favourite: Favourite, { locale }: Pick<Tongue, 'locale'>): string {
  if (!('id' in favourite)) return favourite.name;
  const service = serviceById(favourite.id);
  return (locale === 'ar' ? service?.nameAr : null) ?? service?.name ?? favourite.id;
}
