export { CannotRun } from '../contracts/cannot-run.ts';

/** Exit codes are bits; 2 and 130 stand alone. */
export const exit = {
  done: 0,
  violation: 1,
  cannotRun: 2,
  incomplete: 4,
  outboxFull: 8,
  rebuilt: 16,
  interrupted: 130,
} as const;
