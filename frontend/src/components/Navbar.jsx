import { ChartNoAxesColumn, Inbox, PenLine, Zap } from 'lucide-react';

import { useStats } from '../hooks/useStats.js';
import { useView } from '../hooks/useView.js';
import { copy } from '../lib/copy.js';
import { formatBadge } from '../lib/numbers.js';
import { TABS } from '../lib/vocabulary.js';
import { preloadPanel } from './panels.js';
import { ThemeSwitch } from './ThemeSwitch.jsx';
import { ViewLink } from './ViewLink.jsx';

const ICONS = { submit: PenLine, tickets: Inbox, dashboard: ChartNoAxesColumn };

/** The one navigation: at the top, on a phone at the bottom within the thumb's reach. */
export function Navbar() {
  const { view } = useView();
  const { data: stats } = useStats();

  return (
    <header className="navbar">
      <ViewLink className="brand" to={{ tab: 'submit' }}>
        <span className="brand-mark">
          <Zap aria-hidden="true" fill="currentColor" />
        </span>
        {copy.product}
      </ViewLink>
      <nav className="main-nav" aria-label={copy.nav.main}>
        {TABS.map((tab) => {
          const Icon = ICONS[tab];
          return (
            <ViewLink
              key={tab}
              to={{ ...view, tab }}
              aria-current={view.tab === tab ? 'page' : undefined}
              onPointerEnter={() => preloadPanel(tab)}
              onFocus={() => preloadPanel(tab)}
            >
              <Icon aria-hidden="true" />
              {copy.nav.tabs[tab]}
              {tab === 'tickets' && stats ? <OpenCount count={stats.open_tickets} /> : null}
            </ViewLink>
          );
        })}
      </nav>
      <ThemeSwitch />
    </header>
  );
}

/** @param {{ count: number }} props */
function OpenCount({ count }) {
  if (count === 0) return null;
  return (
    <span className="count">
      <span aria-hidden="true">{formatBadge(count)}</span>
      <span className="visually-hidden"> {copy.nav.open(count)}</span>
    </span>
  );
}
