/** Which services do people know best, where this person lives? Pure; a hint for the first page, nothing more. */
import type { ServiceId } from '@/utils/model';

const EVERYWHERE =
  'whatsapp youtube google instagram facebook gmail tiktok x netflix amazon chatgpt telegram spotify messenger snapchat discord zoom teams reddit github';

const GULF =
  'whatsapp snapchat x instagram youtube tiktok google shahid noon talabat careem chatgpt netflix telegram anghami imo';
const LEVANT =
  'whatsapp instagram facebook youtube tiktok google shahid anghami careem telegram chatgpt netflix';

/** By region, the best known first. */
const BY_REGION: Readonly<Record<string, string>> = {
  SA: 'whatsapp snapchat x instagram youtube tiktok google stcbank alrajhi noon hungerstation jarir haraj shahid tabby chatgpt telegram',
  AE: GULF.replace('imo', 'botim dubizzle tabby'),
  KW: GULF,
  QA: `${GULF} beinsports`,
  BH: GULF,
  OM: GULF,
  EG: `${LEVANT} watchit fawry jumia talabat`,
  JO: LEVANT,
  LB: LEVANT,
  IQ: `${LEVANT} viber`,
  MA: `${LEVANT} jumia beinsports`,
  IN: 'whatsapp instagram youtube google hotstar flipkart paytm facebook chatgpt gmail telegram amazon',
  ID: 'whatsapp instagram tiktok youtube google shopee grab facebook telegram x freefire netflix',
  BR: 'whatsapp instagram youtube google mercadolibre facebook tiktok netflix spotify telegram freefire',
  MX: 'whatsapp facebook instagram youtube google mercadolibre tiktok netflix spotify',
  AR: 'whatsapp instagram youtube google mercadolibre facebook tiktok spotify',
  TR: 'whatsapp instagram youtube x google trendyol tiktok facebook telegram netflix',
  RU: 'telegram vk yandex youtube whatsapp yandexmail tiktok wikipedia google steam',
  JP: 'line youtube x instagram google amazon yahoo playstation nintendo netflix',
  KR: 'kakaotalk naver youtube instagram google netflix discord',
  CN: 'wechat weibo bilibili baidu douyin xiaohongshu alipay qwen deepseek alibaba',
  VN: 'zalo facebook youtube tiktok google shopee messenger',
  SG: 'whatsapp grab shopee instagram youtube google telegram',
  PH: 'messenger facebook youtube tiktok shopee grab google viber',
  DE: 'whatsapp google youtube instagram amazon paypal netflix spotify gmail outlook',
  FR: 'whatsapp google youtube instagram facebook deezer snapchat netflix amazon',
  ES: 'whatsapp google youtube instagram x netflix amazon spotify',
  GB: 'whatsapp google youtube instagram facebook bbc amazon netflix spotify x',
  US: 'whatsapp youtube google instagram facebook gmail amazon tiktok netflix chatgpt x messenger snapchat spotify discord reddit zoom teams doordash robinhood',
};

/** The region that a language without one most often means. */
const USUAL_REGION: Readonly<Record<string, string>> = {
  ar: 'SA',
  hi: 'IN',
  id: 'ID',
  pt: 'BR',
  tr: 'TR',
  ru: 'RU',
  ja: 'JP',
  ko: 'KR',
  zh: 'CN',
  vi: 'VN',
  de: 'DE',
  fr: 'FR',
  es: 'ES',
};

/** Lists ids of well-known services for a language tag such as "ar-SA", the likeliest first, each once. */
export function localFavourites(tag: string, isKnown: (id: ServiceId) => boolean): ServiceId[] {
  const [language = '', ...rest] = tag.split('-');
  const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))?.toUpperCase();
  const own = BY_REGION[region ?? USUAL_REGION[language.toLowerCase()] ?? ''] ?? '';
  return [...new Set(`${own} ${EVERYWHERE}`.trim().split(' '))].filter(isKnown);
}

const FAME: ReadonlyMap<ServiceId, number> = new Map(EVERYWHERE.split(' ').map((id, place) => [id, place]));

/** Gives the place of a service among the best known of the world; those not among them share the last. */
export function fameOf(id: ServiceId): number {
  return FAME.get(id) ?? FAME.size;
}
