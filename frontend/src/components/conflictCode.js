import { createLateCode } from '../hooks/lateCode.js';

/** What asks which of two changes stays, in a chunk of its own: it is rarely wanted. */
export const conflictCode = createLateCode(() => import('./ConflictDialog.jsx'));
