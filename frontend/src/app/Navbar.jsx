import { Suspense } from 'react';
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column';
import Inbox from 'lucide-react/icons/inbox';
import PenLine from 'lucide-react/icons/pen-line';
import Search from 'lucide-react/icons/search';
import Zap from 'lucide-react/icons/zap';

import { TABS } from '../api/vocabulary.js';
import { useAccess } from '../domain/session/useAccess.js';
import { useConfig } from '../domain/session/useConfig.js';
import { countMatching } from '../domain/ticket/counts/countCells.js';
import { useCounts } from '../domain/ticket/counts/useCounts.js';
import { ALL_OPEN } from '../domain/view/filters.js';
import { useTicketsView } from '../domain/view/useTicketsView.js';
import { useView } from '../domain/view/useView.js';
import { ViewLink } from '../domain/view/ViewLink.jsx';
import { formatBadge } from '../lib/numbers.js';
import { runCommand } from '../ui/commands/commandRegistry.js';
import { keyOf } from '../ui/commands/shortcuts.js';
import { uiCopy } from '../ui/copy.js';
import { afterPaint, firstSign, optionalComponent } from '../ui/lazyCode.js';
import { ThemeSwitch } from '../ui/ThemeSwitch.jsx';
import { appCopy } from './copy.js';
import { preloadPanel } from './panels.js';

const LATEST = 1000;
const ICONS = { submit: PenLine, tickets: Inbox, dashboard: ChartNoAxesColumn };

/**
 * The account button and dialogs, which every page has and none waits for; but who works may come to
 * the end of their session.
 */
const AccountPlace = optionalComponent(async () => {
  await Promise.race([afterPaint(), firstSign(LATEST)]);
  return (await import('./AccountPlace.jsx')).AccountPlace;
});

/** The main navigation: at the top, on a phone at the bottom within the thumb's reach. */
export function Navbar() {
  const { view } = useView();
  const ticketsView = useTicketsView();
  const config = useConfig();
  const counts = useCounts(ALL_OPEN, useAccess() === 'granted');

  return (
    <header className="navbar">
      <ViewLink className="brand" aria-label={uiCopy.product} to={{ tab: 'submit' }}>
        <span className="brand-mark">
          <Zap aria-hidden="true" fill="currentColor" />
        </span>
        <span className="brand-name" translate="no">
          {uiCopy.product}
        </span>
      </ViewLink>
      <nav className="main-nav" aria-label={appCopy.main}>
        {TABS.map((tab) => {
          const Icon = ICONS[tab];
          return (
            <ViewLink
              key={tab}
              to={tab === 'tickets' ? ticketsView : { tab, period: view.period }}
              aria-current={view.tab === tab ? 'page' : undefined}
              onPointerEnter={() => void preloadPanel(tab)}
              onFocus={() => void preloadPanel(tab)}
            >
              <Icon aria-hidden="true" />
              <span>{appCopy.tabs[tab]}</span>
              {tab === 'tickets' && counts ? (
                <OpenCount count={countMatching(counts.cells, ALL_OPEN)} />
              ) : null}
            </ViewLink>
          );
        })}
      </nav>
      {config?.open_access ? (
        <span className="demo-mark" title={appCopy.demoHint}>
          {appCopy.demo}
        </span>
      ) : null}
      <button
        type="button"
        className="jump"
        aria-label={appCopy.palette}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => runCommand('palette')}
      >
        <Search aria-hidden="true" />
        <span className="jump-text">{appCopy.jump}</span>
        <kbd translate="no" aria-hidden="true">
          {keyOf('palette')}
        </kbd>
      </button>
      <ThemeSwitch />
      <span className="account-place">
        <Suspense fallback={null}>
          <AccountPlace />
        </Suspense>
      </span>
    </header>
  );
}

/** @param {{ count: number }} props */
function OpenCount({ count }) {
  if (count === 0) return null;
  return (
    <span className="count">
      <span aria-hidden="true">{formatBadge(count)}</span>
      <span className="visually-hidden">{` ${appCopy.open(count)}`}</span>
    </span>
  );
}
