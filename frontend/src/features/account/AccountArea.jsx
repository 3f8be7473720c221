import { Suspense, useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { useAccount } from '../../domain/session/useAccess.js';
import { useView } from '../../domain/view/useView.js';
import { afterPaint, firstSign, optionalComponent } from '../../ui/lazyCode.js';
import { AccountButton } from './AccountButton.jsx';
import { AccountOverlays } from './AccountOverlays.jsx';
import { followOtherTabs } from './sessionGuard.js';

const PULSE_AFTER = 2000;

/** The first screen need not know what others do. */
const Pulse = optionalComponent(async () => {
  await afterPaint();
  await firstSign(PULSE_AFTER);
  return (await import('../../domain/pulse/Pulse.jsx')).Pulse;
});

/** The account button, the account dialogs, and the following of other tabs and of other people. */
export function AccountArea() {
  const client = useQueryClient();
  useEffect(() => followOtherTabs(client), [client]);
  const { tab } = useView().view;
  const isAtWork = Boolean(useAccount()) || tab !== 'submit';
  return (
    <>
      <AccountButton />
      <AccountOverlays />
      <Suspense fallback={null}>{isAtWork ? <Pulse /> : null}</Suspense>
    </>
  );
}
