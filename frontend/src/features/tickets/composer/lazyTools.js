import { lazyCode } from '../../../ui/lazyCode.js';

/** Toolbar, proposals and saved replies: somebody can write without them. */
export const composerTools = lazyCode(() => import('./tools/tools.js'));
