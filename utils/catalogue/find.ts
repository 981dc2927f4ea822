/** The catalogue as pages bundle it; the background, which must start fast, reads it from the package. Pure. */
import { type CatalogueList, catalogueOf } from './catalogue';
import list from './services.json';

export const catalogue = catalogueOf(list as CatalogueList);

export const { services, serviceById, serviceByHost, familyById, membersOf } = catalogue;
