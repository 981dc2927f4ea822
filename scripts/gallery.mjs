/** `npm run gallery`: takes pictures of every page in the states a person meets. FAULTLINE_BROWSERS=firefox for the other browser. */
import { runInLab } from './in-lab.mjs';

process.exitCode = await runInLab('tests/gallery/pictures.ts');
