import { Suspense, useEffect } from 'react';

import { ConflictHost } from '../features/tickets/editing/conflicts/ConflictHost.jsx';
import { firstSign, lazyComponent } from '../ui/lazyCode.js';

const UNASKED_AFTER = 6000;

const load = () => import('./palette/dialogs.js');
const palette = lazyComponent(async () => (await load()).CommandPalette);
const help = lazyComponent(async () => (await load()).ShortcutsDialog);
const CommandPalette = palette.Component;
const ShortcutsDialog = help.Component;

/**
 * The palette, the help and the conflict dialog. Their code is loaded when they open, and that of the
 * palette ahead where agents work.
 * @param {object} props
 * @param {ReturnType<typeof import('./useShellCommands.js').useShellCommands>} props.overlay
 * @param {boolean} props.isAgents whether the page is one for agents
 */
export function Overlays({ overlay: { shown, close }, isAgents }) {
  useEffect(() => {
    if (isAgents) void firstSign(UNASKED_AFTER).then(() => palette.preload().catch(() => {}));
  }, [isAgents]);
  return (
    <>
      <Suspense fallback={null}>
        <ConflictHost />
      </Suspense>
      {shown === 'palette' ? <CommandPalette onClose={close} /> : null}
      {shown === 'help' ? <ShortcutsDialog onClose={close} /> : null}
    </>
  );
}
