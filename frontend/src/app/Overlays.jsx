import { Suspense, lazy } from 'react';

import { ConflictHost } from '../features/tickets/editing/conflicts/ConflictHost.jsx';

const CommandPalette = lazy(async () => ({
  default: (await import('./palette/CommandPalette.jsx')).CommandPalette,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./palette/ShortcutsDialog.jsx')).ShortcutsDialog,
}));

/**
 * The palette, the help and the conflict dialog; their code is loaded when they open.
 * @param {{ overlay: ReturnType<typeof import('./useShellCommands.js').useShellCommands> }} props
 */
export function Overlays({ overlay: { shown, close } }) {
  return (
    <Suspense fallback={null}>
      <ConflictHost />
      {shown === 'palette' ? <CommandPalette onClose={close} /> : null}
      {shown === 'help' ? <ShortcutsDialog onClose={close} /> : null}
    </Suspense>
  );
}
