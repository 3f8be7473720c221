import { useAccess } from '../domain/session/useAccess.js';
import { closeSettings, openSettings, useSettingsPanel } from '../domain/settings/panel.js';
import { useCommands } from '../ui/commands/commandRegistry.js';
import { lazyCode, useLazyCode } from '../ui/lazyCode.js';

const settings = lazyCode(() => import('./settings.js'));

/** The settings, whose code is loaded when they open. */
export function SettingsHost() {
  const page = useSettingsPanel();
  const code = useLazyCode(settings, page !== null, closeSettings);
  const isAllowed = useAccess() === 'granted';
  useCommands(isAllowed ? { settings: () => openSettings() } : {});
  if (page === null || !code) return null;
  return (
    <code.SettingsDialog
      page={page}
      onClose={closeSettings}
      savedReplies={
        <code.SavedRepliesPanel head={(title) => <h3 className="settings-heading">{title}</h3>} />
      }
    />
  );
}
