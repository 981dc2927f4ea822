/** `npm run demo`: replays the reference day in the lab. Needs Linux, and network namespaces. */
import { runInLab } from './in-lab.mjs';

process.exitCode = await runInLab('tests/demo/reference-day.ts');
