import WifiOff from 'lucide-react/icons/wifi-off';

import { uiCopy } from './copy.js';
import { useOnline } from './hooks/useOnline.js';

/**
 * A notice shown while there is no network.
 * @param {{ text?: string }} props
 */
export function OfflineBar({ text = uiCopy.offline }) {
  const isOnline = useOnline();
  return (
    <div role="status">
      {isOnline ? null : (
        <p className="offline-bar">
          <WifiOff aria-hidden="true" />
          <span>{text}</span>
        </p>
      )}
    </div>
  );
}
