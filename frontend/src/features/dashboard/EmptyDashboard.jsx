import CalendarX2 from 'lucide-react/icons/calendar-x-2';
import ChartNoAxesColumn from 'lucide-react/icons/chart-no-axes-column';
import WifiOff from 'lucide-react/icons/wifi-off';

import { ViewLink } from '../../domain/view/ViewLink.jsx';
import { dashboardCopy } from './copy.js';

/** Shown in place of the figures while there are no tickets at all. */
export function EmptyDashboard() {
  const { title, text, action } = dashboardCopy.empty;
  return (
    <State Icon={ChartNoAxesColumn} title={title} text={text}>
      <ViewLink className="button button--primary" to={{ tab: 'submit' }}>
        {action}
      </ViewLink>
    </State>
  );
}

/**
 * Shown in place of the charts of a period without tickets.
 * @param {{ days: number }} props
 */
export function EmptyPeriod({ days }) {
  const { title, text, action } = dashboardCopy.quiet;
  return (
    <State Icon={CalendarX2} title={title} text={text(days)}>
      <ViewLink className="button button--soft" to={{ tab: 'dashboard', period: 'all' }}>
        {action}
      </ViewLink>
    </State>
  );
}

/** Shown in place of the figures while offline; they load by themselves later. */
export function FiguresOffline() {
  const { title, text } = dashboardCopy.offline;
  return <State Icon={WifiOff} title={title} text={text} />;
}

/**
 * @param {object} props
 * @param {import('lucide-react').LucideIcon} props.Icon
 * @param {string} props.title
 * @param {string} props.text
 * @param {import('react').ReactNode} [props.children] the way on
 */
function State({ Icon, title, text, children }) {
  return (
    <div className="state">
      <span className="state-glyph">
        <Icon aria-hidden="true" />
      </span>
      <h2 className="state-title">{title}</h2>
      <p className="state-text">{text}</p>
      {children ? <div className="state-actions">{children}</div> : null}
    </div>
  );
}
