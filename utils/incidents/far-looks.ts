/** Looks at several places far away: whether what fails near here fails there too, and not by chance. Pure. */
import type { VantageObservation } from '@/utils/model';
import type { ServiceState } from './state';

/** So many far places make a look. */
export const FAR_ENOUGH = 3;
/** One look may have met a place that had a bad day; two that both found one have not. */
const LOOKS = 2;

/** Gives what the far places of each such look said, of those since the fault began. */
export function farLooksOf({ vantages, failingSince }: ServiceState): VantageObservation[][] {
  const far = vantages.filter(
    ({ near, at, outcome }) => near === 'far' && outcome !== 'skipped' && at >= (failingSince ?? at),
  );
  const looks = [...Map.groupBy(far, ({ measurement }) => measurement).values()].map((look) => look ?? []);
  return looks.filter((look) => look.length >= FAR_ENOUGH);
}

/** Tells whether any of them failed. */
export function isFailingFar(look: readonly VantageObservation[]): boolean {
  return look.some(({ outcome }) => outcome !== 'ok');
}

/** A far place fails as well, and one look is not enough to tell that from chance. */
export function isFarInDoubt(service: ServiceState): boolean {
  const looks = farLooksOf(service);
  return looks.length < LOOKS && looks.some(isFailingFar);
}
