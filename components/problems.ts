/** What is wrong with a name or an address that was typed, in words. */
import { m } from '@/utils/words/messages';

export const PROBLEMS = {
  empty: m.page_add_problem_empty,
  'not-a-url': m.page_add_problem_not_a_url,
  scheme: m.page_add_problem_scheme,
  credentials: m.page_add_problem_credentials,
  host: m.page_add_problem_host,
  port: m.page_add_problem_port,
  'too-long': m.page_add_problem_too_long,
} as const;
