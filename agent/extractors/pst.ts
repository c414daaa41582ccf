import type { Extractor } from '../contracts/extractor.ts';
import { storeMessages } from '../extract/lib/pst/store.ts';

/** Outlook's mail stores, message by message: folders, mails, contacts, appointments, tasks, notes. */
const pst: Extractor = {
  id: 'pst',
  version: 1,
  title: 'Outlook mail stores (pst, ost)',
  about: {
    reads:
      'every message, contact, appointment and note as a part of its own (`Inbox/message 12`) with dates, headers, people, bodies and attachments; also what lies in no folder any more; stores with a password',
    omits: 'stores of 4-KiB pages (ost since Outlook 2013) and with "high" encryption: `unsupported: method`',
    limits: 'any size: one message at a time in memory',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'pst',
  extract: storeMessages,
};
export default pst;
