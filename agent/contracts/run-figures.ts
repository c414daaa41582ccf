/** The numbers of one run that are kept when everything else of it is forgotten: what trends are drawn from. */
export interface RunFigures {
  readonly run: string;
  /** The store's first run is 1. */
  readonly number: number;
  readonly startedAt: string;
  readonly judged: boolean;
  readonly listed: number;
  readonly unread: number;
  readonly partly: number;
  readonly gaps: number;
  readonly itemsWithFindings: number;
  readonly violations: number;
  readonly grave: number;
  readonly review: number;
  readonly unknown: number;
  readonly overdue: number;
  readonly possiblyOverdue: number;
  readonly misplaced: number;
  readonly exposed: number;
  readonly copies: number;
}
